import { test as base, type Page } from "@playwright/test";
import { ACCOUNT } from "./reverie";

export { expect } from "@playwright/test";

type Fixtures = {
  /** Signs the page's browser in, through the form, and ends at `path`. */
  login: (path?: string) => Promise<void>;
  /** The dream of the demo, whose proposal waits for a review. */
  demoDreamId: string;
  /** Console errors that a test expects, as patterns; every other one fails it. */
  expectedErrors: RegExp[];
};

/** Console errors, errors and unhandled rejections in any page of the test fail it. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  expectedErrors: async ({}, use) => use([]),
  context: async ({ context, expectedErrors }, use) => {
    const faults: string[] = [];
    context.on("console", (message) => {
      if (message.type() === "error") faults.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => faults.push(`page: ${error.error().stack ?? error.error().message}`));
    await use(context);
    const unexpected = faults.filter((fault) => !expectedErrors.some((pattern) => pattern.test(fault)));
    if (unexpected.length > 0) throw new Error(`The browser reported errors:\n${unexpected.join("\n")}`);
  },
  login: async ({ page }, use) => use((path = "/stores") => signIn(page, path)),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  demoDreamId: async ({}, use) => use(process.env.REVERIE_E2E_DREAM ?? ""),
});

async function signIn(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel("E-mail").fill(ACCOUNT.email);
  await page.getByLabel("Password").fill(ACCOUNT.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(path);
}

/**
 * Waits until React listens to everything on the page that can be pressed: a key or a click that comes earlier is lost,
 * and only then have faults of the first rendering been reported.
 */
export async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("a, button")].every((each) =>
      Object.keys(each).some((key) => key.startsWith("__reactFiber")),
    ),
  );
}
