import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { ask, sdk } from "./api-client";
import { expect, test, untilHydrated } from "./fixtures";

test.describe.configure({ mode: "parallel" });

const url = process.env.REVERIE_E2E_URL ?? "";

type Policy = { review: string; kinds: string[]; agent_writes: string };

async function aStore(name: string): Promise<string> {
  return (await ask<{ id: string }>(url, "/v1/memory_stores", { name })).id;
}

/** A session that had the store. */
async function aSession(storeId: string): Promise<void> {
  const text = "The checkout-api pool size is 40. The orders-db port is 5433.";
  await ask(url, "/v1/sessions/import", {
    format: "managed_agents",
    resources: [{ type: "memory_store", memory_store_id: storeId }],
    events: [{ type: "user.message", content: [{ type: "text", text }], processed_at: "2026-11-14T09:00:00Z" }],
  });
}

type Received = { headers: IncomingHttpHeaders; body: string };

/** A receiver on this machine that takes everything, and what it was sent of one type. */
async function aReceiver() {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.end("thank you");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    ofType: (type: string) => received.filter(({ body }) => JSON.parse(body).data.type === type),
    close: () => server.close(),
  };
}

async function expectFits(page: Page, path: string) {
  await page.setViewportSize({ width: 420, height: 900 });
  await page.goto(path);
  await untilHydrated(page);
  const spare = await page.evaluate(() => document.documentElement.clientWidth - document.documentElement.scrollWidth);
  expect(spare, `${path} is wider than the window`).toBeGreaterThanOrEqual(0);
}

test("a schedule is made and run by keyboard, and says why a second run starts nothing", async ({ page, login }) => {
  const storeId = await aStore("Nightly dreams");
  await aSession(storeId);
  await login("/schedules");
  await untilHydrated(page);
  const { keyboard } = page;
  const retype = async (text: string) => {
    await keyboard.press("ControlOrMeta+a");
    await keyboard.type(text);
  };

  await test.step("names it and picks the store", async () => {
    await page.getByRole("link", { name: "Create a schedule" }).first().press("Enter");
    await expect(page.getByLabel("Name")).toBeFocused();
    await keyboard.type("Weeknights");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await page.getByRole("option", { name: "Nightly dreams" }).press("Enter");
    await expect(page.getByRole("button", { name: /Store/ })).toContainText("Nightly dreams");
  });

  await test.step("is told what is wrong with its times, then reads them in words", async () => {
    const runs = page.getByRole("group", { name: "When" }).getByRole("listitem");
    await keyboard.press("Tab");
    await keyboard.press("Tab");
    await expect(page.getByLabel("Cron")).toBeFocused();
    await retype("15 25 * * *");
    await expect(page.getByLabel("Cron")).toHaveAccessibleDescription(/hour/);
    await retype("15 3 * * 1-5");
    await expect(page.getByText("At 03:15, Monday through Friday")).toBeVisible();
    await page.getByLabel("Time zone").focus();
    await retype("Mars/Olympus");
    await expect(page.getByLabel("Time zone")).toHaveAccessibleDescription(/^Not a time zone/);
    await retype("Europe/Berlin");
    await expect(runs).toHaveCount(5);
    await expect(runs.first()).toContainText("03:15");
    await keyboard.press("Enter");
    await page.waitForURL(/\/schedules\/sched_/);
    await expect(page.getByText("At 03:15, Monday through Friday (Europe/Berlin)")).toBeVisible();
  });

  await test.step("runs it, twice", async () => {
    const history = page.getByRole("table", { name: "History" }).getByRole("row");
    await untilHydrated(page);
    await page.getByRole("button", { name: "Run now" }).press("Enter");
    const dream = history.nth(1).getByRole("link", { name: "Dream over 1 session" });
    await expect(history.nth(1)).toContainText("started");
    const id = (await dream.getAttribute("href"))?.split("/").at(-1);
    await expect.poll(async () => (await ask<{ status: string }>(url, `/v1/dreams/${id}`)).status).toBe("completed");
    await page.getByRole("button", { name: "Run now" }).press("Enter");
    await expect(page.getByText("Nothing was started: no new sessions.")).toBeVisible();
    await expect(history.nth(1)).toContainText("skipped");
    await expect(history.nth(1)).toContainText("no new sessions");
    await history.nth(2).getByRole("link", { name: "Dream over 1 session" }).press("Enter");
    await page.waitForURL(`/dreams/${id}`);
  });

  await page.goBack();
  await expectFits(page, page.url());
});

test("a webhook endpoint shows its secret once, and its deliveries can be checked and sent again", async ({
  page,
  login,
}) => {
  const receiver = await aReceiver();
  await login("/settings/webhooks");
  await untilHydrated(page);

  const secret = await test.step("makes the endpoint", async () => {
    await page.getByRole("button", { name: "New endpoint" }).first().press("Enter");
    await expect(page.getByLabel("Address")).toBeFocused();
    await page.keyboard.insertText(receiver.url);
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "The endpoint's secret" });
    const shown = (await dialog.getByText(/^whsec_\S+$/).textContent()) ?? "";
    await dialog.getByRole("button", { name: "I have kept it" }).press("Enter");
    await page.waitForURL(/\/settings\/webhooks\/whend_/);
    await page.reload();
    await untilHydrated(page);
    await expect(page.getByText(receiver.url)).toBeVisible();
    await expect(page.getByText(shown)).toHaveCount(0);
    return shown;
  });

  const tests = () => receiver.ofType("reverie.test");
  const rows = page.getByRole("row").filter({ hasText: "reverie.test" });
  const unwrap = ({ headers, body }: Received) =>
    sdk(url).beta.webhooks.unwrap(body, { headers: headers as Record<string, string>, key: secret });

  await test.step("sends a test, which the SDK takes for genuine", async () => {
    await page.getByRole("button", { name: "Send test" }).press("Enter");
    await expect(rows.filter({ hasText: "succeeded" })).toHaveCount(1);
    expect(tests().map((each) => unwrap(each).data.type)).toEqual(["reverie.test"]);
  });

  await test.step("looks at the delivery and sends it again", async () => {
    await rows.getByRole("button", { name: "reverie.test" }).press("Enter");
    const drawer = page.getByRole("dialog", { name: "reverie.test" });
    await expect(drawer.getByText(/answered 200 after/)).toBeVisible();
    await expect(drawer.getByText("thank you")).toBeVisible();
    await drawer.getByRole("button", { name: "Replay" }).press("Enter");
    await expect(rows.filter({ hasText: "replay" }).filter({ hasText: "succeeded" })).toHaveCount(1);
    const [first, again] = tests().map(unwrap);
    expect(again).toEqual(first);
  });

  await test.step("disables, enables and deletes it", async () => {
    const pick = async (entry: string) => {
      await page.getByRole("button", { name: "More about this endpoint" }).press("Enter");
      await page.getByRole("menuitem", { name: entry }).press("Enter");
    };
    await pick("Disable");
    await expect(page.getByText("This endpoint is disabled.")).toBeVisible();
    await page.getByRole("button", { name: "Enable" }).press("Enter");
    await expect(page.getByText("This endpoint is disabled.")).toBeHidden();
    await expect(page.locator("#main")).toBeFocused();
    await pick("Delete");
    const dialog = page.getByRole("dialog", { name: "Delete this endpoint?" });
    await dialog.getByRole("button", { name: "Delete endpoint" }).press("Enter");
    await page.waitForURL("/settings/webhooks");
    await expect(page.getByText(receiver.url)).toHaveCount(0);
  });
  receiver.close();
});

test("a store's policy is chosen, saved, and stands", async ({ page, login }) => {
  const storeId = await aStore("Policies of the test");
  const path = `/stores/${storeId}/policies`;
  const policy = () => ask<Policy>(url, `/v1/memory_stores/${storeId}/policy`);
  const save = async () => {
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await expect(page.getByText("The policy was saved.")).toBeVisible();
    await page.reload();
    await untilHydrated(page);
  };
  await login(path);
  await untilHydrated(page);

  await test.step("two kinds are adopted by themselves", async () => {
    await page.getByRole("radio", { name: "Adopt by itself" }).press("Space");
    await expect(page.getByText("Choose at least one kind.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
    for (const kind of [/^duplicates/i, /^confirmed/i]) await page.getByRole("checkbox", { name: kind }).press("Space");
    await save();
    await expect(page.getByRole("radio", { name: "Adopt by itself" })).toBeChecked();
    await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(2);
    expect(await policy()).toMatchObject({ review: "auto_adopt", kinds: ["merge", "verify"], agent_writes: "direct" });
  });

  await test.step("what agents write waits for a review, and then no longer", async () => {
    await page.getByRole("radio", { name: "After a review" }).press("Space");
    await save();
    await expect(page.getByRole("radio", { name: "After a review" })).toBeChecked();
    expect(await policy()).toMatchObject({ review: "auto_adopt", agent_writes: "review" });
    await page.getByRole("radio", { name: "At once" }).press("Space");
    await save();
    expect(await policy()).toMatchObject({ agent_writes: "direct" });
  });

  await expectFits(page, path);
});
