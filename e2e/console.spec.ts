import type { Page } from "@playwright/test";
import { ask } from "./api-client";
import { expect, test, untilHydrated } from "./fixtures";

test.describe.configure({ mode: "parallel" });

const url = process.env.REVERIE_E2E_URL ?? "";
type Listed = { data: { id: string; path?: string; name?: string; type: string }[] };

/** Every page with the demo's data in it: a name, and its address. */
async function listPages(dreamId: string): Promise<[name: string, path: string][]> {
  const stores = await ask<Listed>(url, "/v1/memory_stores");
  const store = `/stores/${stores.data.find(({ name }) => name === "Team SRE")?.id}`;
  const memories = await ask<Listed>(url, `/v1/memory_${store.slice(1)}/memories`);
  const file = `${store}/files/${memories.data.find(({ path }) => path === "/triage-log.md")?.id}`;
  const versions = `/v1/memory_${store.slice(1)}/memory_versions?memory_id=${file.split("/").at(-1)}`;
  const [to, from] = (await ask<Listed>(url, versions)).data;
  const sessions = await ask<Listed>(url, "/v1/sessions");
  return [
    ["reviews", "/review"],
    ["stores", "/stores"],
    ["store", store],
    ["file", file],
    ["file-raw", `${file}?view=raw`],
    ["file-blame", `${file}?view=blame`],
    ["file-edit", `${file}?view=edit`],
    ["file-diff", `${file}?view=diff&from=${from?.id}&to=${to?.id}`],
    ["file-version", `${file}?version=${from?.id}`],
    ["history", `${store}/history`],
    ["deleted-files", `${store}/history?show=deleted`],
    ["search", `${store}/search?q=checkout`],
    ["store-sessions", `${store}/sessions`],
    ["store-dreams", `${store}/dreams`],
    ["sessions", "/sessions"],
    ["session", `/sessions/${sessions.data.at(-1)?.id}`],
    ["dreams", "/dreams"],
    ["new-dream", "/dreams/new"],
    ["dream", `/dreams/${dreamId}`],
    ["review", `/dreams/${dreamId}/review`],
    ["api-reference", "/docs/api"],
    ["api-section", "/docs/api/memories"],
  ];
}

/** How far the page can be pushed sideways, in pixels. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const width of [1440, 420]) {
  test(`every page stands at ${width} pixels, light and dark, without sideways scroll`, async ({
    page,
    login,
    demoDreamId,
  }) => {
    const shoot = async (name: string) => {
      for (const theme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: theme });
        expect.soft(await overflow(page), `${name} scrolls sideways`).toBe(0);
        await page.screenshot({ path: `test-results/screens/${width}-${theme}-${name}.png` });
      }
    };
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/sign-in");
    await untilHydrated(page);
    await shoot("sign-in");
    await login();
    for (const [name, path] of await listPages(demoDreamId)) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await untilHydrated(page);
      if (name === "file-edit") await expect(page.getByRole("textbox", { name: "Text" })).toBeVisible();
      if (name === "file-diff" || name === "review") await expect(page.getByRole("table").first()).toBeVisible();
      await shoot(name);
    }
  });
}

test("the theme that is chosen stays", async ({ page, login }) => {
  await login();
  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.getByRole("menuitem", { name: "Dark" }).click();
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  expect(await theme()).toBe("dark");
  await page.reload();
  expect(await theme()).toBe("dark");
});

test.describe("an address that leads nowhere", () => {
  // The browser itself reports the page that is missing.
  test.use({ expectedErrors: [/status of 404/] });

  test("says so inside the console", async ({ page, login }) => {
    await login();
    for (const path of ["/stores/memstore_0100000000000000000000000", "/dreams/nonsense", "/no/such/page"]) {
      await page.goto(path);
      await expect(page.getByText(/^There is (nothing|no page) at this address\.$/)).toBeVisible();
    }
    await page.screenshot({ path: "test-results/screens/not-found.png" });
  });
});

test("pages are closed to who is not signed in, open at the same place after signing in, and close again", async ({
  page,
  login,
  demoDreamId,
}) => {
  for (const [, path] of await listPages(demoDreamId)) {
    await page.goto(path);
    expect(new URL(page.url()).pathname).toBe("/sign-in");
  }
  const review = `/dreams/${demoDreamId}/review`;
  await login(review);
  await page.getByRole("button", { name: /^Sign out/ }).click();
  await page.waitForURL("/sign-in");
  await page.goto(review);
  expect(new URL(page.url()).pathname).toBe("/sign-in");
});

test("the keyboard reaches everything: skip link, pages, shortcuts, command menu, review", async ({
  page,
  login,
  demoDreamId,
}) => {
  await login("/stores");
  await page.reload();
  await untilHydrated(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  const create = page.getByRole("button", { name: "New store" });
  for (let tabs = 0; tabs < 6 && !(await create.evaluate((each) => each === document.activeElement)); tabs += 1) {
    await page.keyboard.press("Tab");
  }
  await expect(create).toBeFocused();

  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await page.keyboard.press("?");
  await expect(sheet.getByText("Go to Dreams")).toBeVisible();
  await page.screenshot({ path: "test-results/screens/shortcuts.png" });
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.waitForURL("/dreams");
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("team sre");
  await page.screenshot({ path: "test-results/screens/command-menu.png" });
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/stores\/memstore_\w+$/);

  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.locator(`a[href="/dreams/${demoDreamId}/review"]`).press("Enter");
  const current = page.locator("article[aria-current=true]");
  const [first, second] = [1, 2].map((number) => `/alerts/checkout-latency-p99.md, change ${number} of 2`);
  await expect(current).toHaveAccessibleName(first ?? "");
  await page.keyboard.press("j");
  await expect(current).toHaveAccessibleName(second ?? "");
  await page.keyboard.press("x");
  await expect(current).toContainText("rejected");
  await page.keyboard.press("a");
  await expect(current).toContainText("accepted");
  await page.keyboard.press("v");
  await expect(page.getByText("1 of 5 viewed")).toBeVisible();
  await page.keyboard.press("v");
  await page.keyboard.press("k");
  await expect(current).toHaveAccessibleName(first ?? "");
});
