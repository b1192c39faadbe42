import type { Page } from "@playwright/test";
import { SECRET_FIXTURES } from "@/lib/safety/made-up-secrets";
import { ask, sdk } from "./api-client";
import { expect, test } from "./fixtures";

type Memory = { id: string; path: string; content: string };

const url = process.env.REVERIE_E2E_URL ?? "";

/** A store of the test's own. */
async function aStore(name: string): Promise<string> {
  return (await ask<{ id: string }>(url, "/v1/memory_stores", { name })).id;
}

/** Everything that was ever saved in the store, newest first. */
async function savedTexts(storeId: string): Promise<(string | null | undefined)[]> {
  const texts = [];
  for await (const version of sdk(url).beta.memoryStores.memoryVersions.list(storeId, { view: "full" })) {
    texts.push(version.content);
  }
  return texts;
}

const contentOf = async (storeId: string, memoryId: string) =>
  (await ask<Memory>(url, `/v1/memory_stores/${storeId}/memories/${memoryId}?view=full`)).content;

/** Replaces what the editor holds, as typing would. */
async function write(page: Page, text: string) {
  const editor = page.getByRole("textbox", { name: "Text" });
  await editor.press("ControlOrMeta+a");
  await editor.pressSequentially(text);
}

const memoryIdOf = (page: Page) => new URL(page.url()).pathname.split("/").at(-1) ?? "";

test("a file is created and saved without a mouse, and its versions are compared", async ({ page, login }) => {
  const storeId = await aStore("Keyboard");
  await login(`/stores/${storeId}`);
  await expect(page.getByText("This store is empty.")).toBeVisible();
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "New file" });
  await expect(dialog.getByLabel("Path")).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type("runbooks/on-call.md");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/files\/mem_\w+\?view=edit$/);
  await write(page, "Start with the logs.");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await write(page, "Start with the metrics.");
  await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect.poll(() => contentOf(storeId, memoryIdOf(page))).toBe("Start with the metrics.");
  await page.getByRole("link", { name: "Close" }).press("Enter");
  await expect(page.getByRole("article").getByText("Start with the metrics.")).toBeVisible();

  const versions = page.getByRole("region", { name: "versions" });
  await expect(versions.getByRole("listitem")).toHaveCount(3);
  for (const at of [0, 1]) await versions.getByRole("checkbox").nth(at).press("Space");
  await versions.getByRole("button", { name: "Compare these two" }).press("Enter");
  const comparison = page.getByRole("region", { name: "Comparison" });
  await expect(comparison.getByRole("cell", { name: "Start with the logs." })).toBeVisible();
  await expect(comparison.getByRole("cell", { name: "Start with the metrics." })).toBeVisible();
  await page.screenshot({ path: "test-results/screens/editor-compare.png" });
});

test("what looks like a secret is named by its line while it is edited and read, and can be saved", async ({
  page,
  login,
}) => {
  const storeId = await aStore("Safety");
  const memories = `/v1/memory_stores/${storeId}/memories`;
  const { id } = await ask<Memory>(url, memories, { path: "/access.md", content: "# Access\n" });
  await login(`/stores/${storeId}/files/${id}?view=edit`);
  const note = page.getByRole("status").filter({ hasText: "to look at" });
  await expect(page.getByRole("textbox", { name: "Text" })).toBeVisible();
  await expect(note).toHaveCount(0);

  const people = Array.from({ length: 6 }, (_, index) => `ask person${index}@example.net`);
  await page.getByRole("textbox", { name: "Text" }).press("ControlOrMeta+a");
  await page.keyboard.insertText(["# Access", "", `key ${SECRET_FIXTURES.awsKey}`, ...people].join("\n"));
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(note).toContainText("7 places in the saved text to look at");
  await expect(note.getByRole("listitem")).toHaveText([
    "Line 3: looks like an AWS access key",
    ...[4, 5, 6, 7].map((line) => `Line ${line}: looks like an e-mail address`),
    "and 2 more",
  ]);
  await page.screenshot({ path: "test-results/screens/editor-safety.png" });

  await page.getByRole("link", { name: "Close" }).click();
  await note.getByRole("link", { name: "Line 3" }).click();
  await page.waitForURL(/view=raw#L3$/);
  await expect(page.locator("#L3")).toContainText(SECRET_FIXTURES.awsKey);
});

test.describe("somebody else saves the file that is being edited", () => {
  let storeId: string;

  /** Edits a file to `mine` while `theirs` is saved through the API, and tries to save. */
  async function collide(page: Page, login: (path: string) => Promise<void>, name: string) {
    storeId = await aStore(name);
    const memories = `/v1/memory_stores/${storeId}/memories`;
    const { id } = await ask<Memory>(url, memories, { path: "/note.md", content: "first\n" });
    await login(`/stores/${storeId}/files/${id}?view=edit`);
    await write(page, "mine");
    await ask<Memory>(url, `${memories}/${id}`, { content: "theirs" });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const conflict = page.getByRole("region", { name: "Conflict" });
    await expect(conflict.getByRole("cell", { name: "theirs" })).toBeVisible();
    await expect(conflict.getByRole("cell", { name: "mine" })).toBeVisible();
    expect(await contentOf(storeId, id)).toBe("theirs");
    return { id, conflict };
  }

  test("keeping mine writes over theirs, which stays in the versions", async ({ page, login }) => {
    const { id, conflict } = await collide(page, login, "Keep mine");
    await page.screenshot({ path: "test-results/screens/editor-conflict.png" });
    await conflict.getByRole("button", { name: "Keep mine" }).click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    expect(await contentOf(storeId, id)).toBe("mine");
    expect(await savedTexts(storeId)).toEqual(["mine", "theirs", "first\n"]);
  });

  test("taking theirs puts mine aside, from where it comes back", async ({ page, login }) => {
    const { id, conflict } = await collide(page, login, "Take theirs");
    await conflict.getByRole("button", { name: "Take theirs" }).click();
    const editor = page.getByRole("textbox", { name: "Text" });
    await expect(editor).toHaveText("theirs");
    await page.getByRole("button", { name: "Bring mine back" }).click();
    await expect(editor).toHaveText("mine");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    expect(await contentOf(storeId, id)).toBe("mine");
    expect(await savedTexts(storeId)).toEqual(["mine", "theirs", "first\n"]);
  });
});
