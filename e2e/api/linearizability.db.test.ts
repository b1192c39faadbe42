import Anthropic from "@anthropic-ai/sdk";
import { expect, test } from "vitest";
import { checkHistory } from "@/bench/linearizability/check-history";
import { checkRefusals } from "@/bench/linearizability/check-refusals";
import { recordHistory } from "@/bench/linearizability/record-history";
import { API_KEY, apiServer } from "./server";

const api = apiServer();

test("what 8 clients were told of 60 random writes each is what history, feed and tree say", async () => {
  const client = new Anthropic({ baseURL: api.baseURL, apiKey: API_KEY, maxRetries: 0 });
  const history = await recordHistory(client, { clients: 8, seed: 20_261_121, goesOn: (count) => count < 60 });
  expect(history.acknowledged.length + history.refused.length).toBe(8 * 60);
  for (const { name, violations } of [...checkHistory(history), ...checkRefusals(history)]) {
    expect([name, ...violations]).toEqual([name]);
  }
});
