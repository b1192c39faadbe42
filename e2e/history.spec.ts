import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { ask, sdk } from "./api-client";
import { expect, test, untilHydrated } from "./fixtures";

test.describe.configure({ mode: "parallel" });

type Memory = { id: string; path: string; content: string };
type Login = (path: string) => Promise<void>;

const url = process.env.REVERIE_E2E_URL ?? "";

/** A store of the test's own with one file that has held these texts, and the file's page. */
async function aFile(name: string, texts: string[]) {
  const { id: storeId } = await ask<{ id: string }>(url, "/v1/memory_stores", { name });
  const memories = `/v1/memory_stores/${storeId}/memories`;
  const [first = "", ...later] = texts;
  const { id } = await ask<Memory>(url, memories, { path: "/note.md", content: first });
  for (const content of later) await ask<Memory>(url, `${memories}/${id}`, { content });
  return { storeId, id, page: `/stores/${storeId}/files/${id}` };
}

const contentOf = async (storeId: string, memoryId: string) =>
  (await ask<Memory>(url, `/v1/memory_stores/${storeId}/memories/${memoryId}?view=full`)).content;

/** What the versions of a store hold, newest first. */
async function savedTexts(storeId: string): Promise<(string | null | undefined)[]> {
  const texts = [];
  for await (const version of sdk(url).beta.memoryStores.memoryVersions.list(storeId, { view: "full" })) {
    texts.push(version.content);
  }
  return texts;
}

async function open(page: Page, login: Login, path: string) {
  await login(path);
  await untilHydrated(page);
  return page.getByRole("region", { name: "versions" }).getByRole("listitem");
}

/** Picks an entry of the menu of one version; 0 is the newest. */
async function pick(page: Page, at: number, entry: string) {
  const row = page.getByRole("region", { name: "versions" }).getByRole("listitem").nth(at);
  await row.getByRole("button", { name: /^More about the version/ }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

const storeMenu = async (page: Page, entry: string) => {
  await page.getByRole("button", { name: "More about this store" }).click();
  await page.getByRole("menuitem", { name: entry }).click();
};

test("an older version is restored as a new one, after asking, and the history stays", async ({ page, login }) => {
  const file = await aFile("Restore a version", ["first\n", "second\n", "third\n"]);
  const rows = await open(page, login, file.page);
  await expect(rows).toHaveCount(3);
  await pick(page, 2, "Restore this version");
  const dialog = page.getByRole("dialog", { name: "Restore this version?" });
  await expect(dialog.getByText("is written again as a new version")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(rows.nth(2).getByRole("button", { name: /^More about/ })).toBeFocused();
  expect(await contentOf(file.storeId, file.id)).toBe("third\n");

  await pick(page, 2, "Restore this version");
  await dialog.getByRole("button", { name: "Restore version" }).press("Enter");
  await expect(page.getByText(/^Restored the version of/)).toBeVisible();
  await expect(page.getByRole("article").getByText("first")).toBeVisible();
  await expect(rows).toHaveCount(4);
  expect(await savedTexts(file.storeId)).toEqual(["first\n", "third\n", "second\n", "first\n"]);
});

test("an old version is redacted for good; the current one is refused with the reason", async ({ page, login }) => {
  const file = await aFile("Redact a version", ["the password is swordfish\n", "the password is in the vault\n"]);
  const rows = await open(page, login, file.page);
  await pick(page, 0, "Redact…");
  const refused = page.getByRole("dialog", { name: "The current version cannot be redacted" });
  await expect(refused.getByText("It is what agents read now.")).toBeVisible();
  await refused.getByRole("button", { name: "Close" }).last().click();
  await expect(refused).toBeHidden();

  await pick(page, 1, "Redact…");
  const dialog = page.getByRole("dialog", { name: "Redact this version?" });
  await expect(dialog.getByText("The same text may still be in other versions")).toBeVisible();
  await dialog.getByRole("button", { name: "Redact version" }).click();
  await expect(page.getByText(/^Redacted the version of/)).toBeVisible();
  await expect(rows.nth(1).getByText("Redacted just now")).toBeVisible();
  await expect(rows.nth(1).getByRole("button", { name: /^More about/ })).toBeHidden();
  await expect(rows.nth(1).getByRole("link").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("This version was redacted.")).toBeVisible();
  expect(await savedTexts(file.storeId)).toEqual(["the password is in the vault\n", null]);

  await page.goto(`${file.page}?view=blame`);
  await expect(page.getByRole("list", { name: "Blame" }).getByText("or in a redacted version before")).toBeVisible();
});

test("a deleted file is found in the history and restored", async ({ page, login }) => {
  const file = await aFile("Restore a file", ["keep me\n"]);
  await sdk(url).beta.memoryStores.memories.delete(file.id, { memory_store_id: file.storeId });
  await login(`/stores/${file.storeId}/history`);
  await page.getByRole("link", { name: "Deleted files" }).click();
  const table = page.getByRole("table", { name: "Deleted files" });
  await table.getByRole("button", { name: "Restore /note.md" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Restore file" }).click();
  await page.waitForURL(/\/files\/mem_\w+$/);
  await expect(page.getByText("Restored /note.md")).toBeVisible();
  await expect(page.getByRole("article").getByText("keep me")).toBeVisible();
  const restoredId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect(restoredId).not.toBe(file.id);
  expect(await contentOf(file.storeId, restoredId)).toBe("keep me\n");

  await page.goto(`/stores/${file.storeId}/history?show=deleted`);
  await expect(table.getByRole("link", { name: "there again" })).toBeVisible();
});

test("a deleted file does not come back over another one, and the dialog says why", async ({ page, login }) => {
  const file = await aFile("Path taken", ["old\n"]);
  await sdk(url).beta.memoryStores.memories.delete(file.id, { memory_store_id: file.storeId });
  await ask(url, `/v1/memory_stores/${file.storeId}/memories`, { path: "/note.md", content: "new\n" });
  await open(page, login, file.page);
  await page.getByRole("button", { name: "Restore this file" }).click();
  const dialog = page.getByRole("dialog", { name: "Restore this file?" });
  await dialog.getByRole("button", { name: "Restore file" }).click();
  await expect(dialog.getByRole("alert")).toContainText("/note.md");
  await page.screenshot({ path: "test-results/screens/restore-refused.png" });
  expect(await savedTexts(file.storeId)).toEqual(["new\n", null, "old\n"]);
});

test("every line tells who wrote it, when, and in which version", async ({ page, login }) => {
  const file = await aFile("Blame", ["one\ntwo\n", "one\n2\n"]);
  await open(page, login, file.page);
  await page.getByRole("link", { name: "Blame" }).click();
  const groups = page.getByRole("list", { name: "Blame" }).locator("> li");
  await expect(groups).toHaveCount(2);
  await expect(groups.nth(0)).toContainText("one");
  await expect(groups.nth(1)).toContainText("2");
  await groups.nth(0).getByRole("link", { name: "just now" }).click();
  await expect(page.getByText("An older version, created")).toBeVisible();
  await expect(page.getByRole("article").getByText("two")).toBeVisible();
});

test("a very long file tells its lines page by page", async ({ page, login }) => {
  const text = Array.from({ length: 2_001 }, (_, index) => `entry ${index + 1}\n`).join("");
  const file = await aFile("Long blame", [text]);
  await open(page, login, `${file.page}?view=blame`);
  const blame = page.getByRole("list", { name: "Blame" });
  await expect(blame.getByText("entry 2000", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Later lines" }).click();
  await expect(blame.getByText("entry 2001", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Later lines" })).toBeHidden();
});

test("a store is forked into a new one with the same files", async ({ page, login }) => {
  const file = await aFile("Fork me", ["shared\n"]);
  await open(page, login, `/stores/${file.storeId}`);
  await storeMenu(page, "Fork");
  const dialog = page.getByRole("dialog", { name: "Fork Fork me" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await dialog.getByLabel("Name").fill("Forked");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Forked" })).toBeVisible();
  const forkId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect(forkId).not.toBe(file.storeId);
  expect(await savedTexts(forkId)).toEqual(["shared\n"]);
});

test("a store goes back to a moment after a preview, and the toast undoes it", async ({ page, login }) => {
  const file = await aFile("Back in time", ["old\n"]);
  const { created_at: past } = await ask<{ created_at: string }>(url, `/v1/memory_stores/${file.storeId}`);
  await open(page, login, `/stores/${file.storeId}`);
  await storeMenu(page, "Restore to a moment");
  const dialog = page.getByRole("dialog", { name: "Restore Back in time to a moment" });
  const moment = dialog.getByLabel("As it was at (UTC)");
  // The second before the store: nothing was there yet.
  const before = new Date(new Date(past).getTime() - 1000).toISOString().slice(0, 19);
  await moment.fill(before);
  await dialog.getByRole("button", { name: "Show what would change" }).click();
  const preview = dialog.getByRole("region", { name: "What would change" });
  await expect(preview).toContainText("1 file changes: 1 is deleted.");
  await expect(preview.getByRole("listitem")).toContainText("/note.md");
  expect(await contentOf(file.storeId, file.id)).toBe("old\n");
  await dialog.getByRole("button", { name: "Apply 1 change" }).click();
  await expect(page.getByText("Restored Back in time: 1 change written")).toBeVisible();
  await expect(page.getByText("0 files", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("The store is as it was before.")).toBeVisible();
  expect(await savedTexts(file.storeId)).toEqual(["old\n", null, "old\n"]);
});

test("a store is downloaded in each format, and only by who is signed in", async ({ page, login }) => {
  const file = await aFile("Export", ["take me along\n"]);
  const address = `/api/stores/${file.storeId}/export?format=jsonl`;
  expect((await page.request.get(address)).status()).toBe(401);
  await open(page, login, `/stores/${file.storeId}`);
  await storeMenu(page, "Export");
  for (const [name, ending] of [
    ["Zip", ".zip"],
    ["JSON lines", ".jsonl"],
    ["Git stream", ".git-stream"],
  ]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: `Download as ${name}` }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${file.storeId}${ending}`);
    if (ending !== ".zip") expect(await readFile(await download.path(), "utf8")).toContain("take me along");
  }
  expect((await page.request.get(`/api/stores/${file.storeId}/export?format=tar`)).status()).toBe(400);
  expect((await page.request.get("/api/stores/memstore_0100000000000000000000000/export")).status()).toBe(404);
});
