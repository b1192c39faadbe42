import { once } from "node:events";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { serve } from "./serve";
import { whileServing } from "./while-serving";

const fired = async (signal: AbortSignal): Promise<string> => {
  if (!signal.aborted) await once(signal, "abort");
  return "over";
};

test("a wait ends with an answer when the server stops", async () => {
  let waiting = () => {};
  const begun = new Promise<void>((resolve) => {
    waiting = resolve;
  });
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const server = await serve(
    (_request, response) => {
      const never = new AbortController().signal;
      void whileServing(never, fired).then((answer) => response.end(answer));
      waiting();
    },
    { host: "127.0.0.1", port },
  );
  const request = get({ host: "127.0.0.1", port, agent: false });
  const answered = once(request, "response");
  await begun;
  await server.stop();
  const [response] = await answered;
  expect(await text(response)).toBe("over");
});

test("a wait ends when its caller goes away, also before it began", async () => {
  const caller = new AbortController();
  const wait = whileServing(caller.signal, fired);
  caller.abort();
  expect(await wait).toBe("over");
  expect(await whileServing(caller.signal, fired)).toBe("over");
});
