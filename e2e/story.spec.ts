import type { Page } from "@playwright/test";
import { openProbe } from "./database-probe";
import { expect, test } from "./fixtures";
import { ACCOUNT } from "./reverie";

// The browser itself reports the refused sign-in.
test.use({ expectedErrors: [/status of 401/] });

async function expectQuoteMarked(place: Page | ReturnType<Page["getByRole"]>, quote: string) {
  const event = place.locator("[aria-current=location]");
  await expect(event).toBeInViewport();
  await expect(event.locator("mark").first()).toHaveText(quote);
  await expect(event.locator("mark").first()).toBeInViewport();
}

test("a person signs in, dreams over a store, looks at the evidence and adopts two files", async ({ page }) => {
  const shot = (name: string) => page.screenshot({ path: `test-results/screens/story-${name}.png` });

  await test.step("a wrong password is refused, the right one lets in", async () => {
    await page.goto("/stores");
    await page.getByLabel("E-mail").fill(ACCOUNT.email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "do not belong together" })).toBeVisible();
    await shot("1-refused");
    await page.getByLabel("Password").fill(ACCOUNT.password);
    await page.getByLabel("Password").press("Enter");
    await page.waitForURL("/stores");
  });

  await test.step("reads a file of the store", async () => {
    await page.getByRole("link", { name: "Team SRE", exact: true }).click();
    await page.getByRole("treegrid", { name: "Files" }).getByText("payments-worker.md").click();
    const file = page.getByRole("article", { name: "/services/payments-worker.md" });
    await expect(file.getByRole("heading", { name: "payments-worker", exact: true })).toBeVisible();
    await expect(file.getByText("Authorises cards for checkout-api")).toBeVisible();
    await shot("2-file");
  });

  const probe = await openProbe(process.env.REVERIE_E2E_DATA_DIR ?? "");
  // Holds the dream before its findings are written, so that it can be seen at work.
  await probe.blockWrites("dream_findings");

  await test.step("launches a dream from the store's Dreams tab", async () => {
    await page.getByRole("navigation", { name: "Parts of this store" }).getByRole("link", { name: "Dreams" }).click();
    await page.getByRole("link", { name: "Dream", exact: true }).click();
    await expect(page.getByRole("button", { name: /Store/ })).toContainText("Team SRE");
    await expect(page.getByRole("button", { name: /Engine/ })).toContainText("reverie-local");
    await page.getByRole("radio", { name: "30 days" }).click();
    await page.getByRole("checkbox", { name: "Only those that had this store" }).press("Space");
    await page.getByRole("textbox", { name: /Instructions/ }).fill("Keep one file for each alert.");
    await shot("3-launch");
    await page.getByRole("button", { name: /^Dream over 5 sessions$/ }).click();
  });

  let loads = 0;
  await test.step("watches it work to the end without a reload", async () => {
    await page.waitForURL(/\/dreams\/drm_\w+$/);
    page.on("load", () => {
      loads += 1;
    });
    const stages = page.getByRole("region", { name: "Stages" });
    await probe.untilBlocked("dream_findings");
    await expect(stages.locator("[aria-current=step]")).toHaveText(/Consolidating/);
    await expect(page.getByRole("button", { name: "Cancel dream" })).toBeVisible();
    await shot("4-at-work");
    await probe.releaseWrites();
    await probe.close();
    await expect(page.getByRole("link", { name: "Review the proposal" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Findings" }).getByRole("listitem").first()).toBeVisible();
    expect(loads).toBe(0);
    await shot("5-completed");
  });

  const treeItem = (path: string) =>
    page.getByRole("tree", { name: "Changed files" }).getByRole("treeitem", { name: path });
  await test.step("opens the review", async () => {
    await page.getByRole("link", { name: "Review the proposal" }).click();
    await expect(page.getByRole("button", { name: "Adopt 6 changes in 5 files" })).toBeVisible();
    await treeItem("/triage-log.md").click();
    await expect(page.getByRole("table", { name: "/triage-log.md, change 1 of 1" })).toBeInViewport();
    await shot("6-review");
    await treeItem("/lessons/tool-failures.md").click();
    await expect(page.getByRole("table", { name: "/lessons/tool-failures.md, change 1 of 1" })).toBeInViewport();
    await shot("7-review-lessons");
  });

  const why = page.getByRole("figure").first();
  await test.step("looks at the evidence, beside the review and in its transcript", async () => {
    const quote = (await why.getByRole("blockquote").textContent()) ?? "";
    await why.getByRole("button", { name: "show here" }).click();
    const drawer = page.getByRole("dialog");
    await expectQuoteMarked(drawer, quote);
    await shot("8-evidence");
    await drawer.getByRole("button", { name: "Close" }).click();
    const [transcript] = await Promise.all([page.waitForEvent("popup"), why.getByRole("link").click()]);
    await expectQuoteMarked(transcript, quote);
    await transcript.screenshot({ path: "test-results/screens/story-9-transcript.png" });
    await transcript.close();
  });

  await test.step("adopts two of the five files", async () => {
    for (const path of ["/alerts/checkout-latency-p99.md", "/index.md", "/lessons/patterns.md"]) {
      await treeItem(path).click();
      await page.keyboard.press("Space");
      await expect(treeItem(path)).not.toBeChecked();
    }
    await expect(page.getByText("4 left out")).toBeVisible();
    await page.getByRole("button", { name: "Adopt 2 of 6 changes in 2 files" }).click();
    await expect(page.getByText("2 changes in 2 files adopted into Team SRE, 4 left out.")).toBeVisible();
    const decisions = page.getByRole("table", { name: "Decisions" });
    for (const [path, decision] of [
      ["/triage-log.md", "adopted"],
      ["/lessons/tool-failures.md", "adopted"],
      ["/alerts/checkout-latency-p99.md", "left out"],
      ["/lessons/patterns.md", "left out"],
      ["/index.md", "left out"],
    ] as const) {
      await expect(decisions.getByRole("row").filter({ hasText: path })).toContainText(decision);
    }
    await shot("10-adopted");
  });

  await test.step("finds the new versions under the own name", async () => {
    for (const path of ["/triage-log.md", "/lessons/tool-failures.md"]) {
      const row = page.getByRole("table", { name: "Decisions" }).getByRole("row").filter({ hasText: path });
      await row.getByRole("link", { name: "open version" }).click();
      await expect(page.getByRole("article", { name: path })).toBeVisible();
      const newest = page.getByRole("region", { name: "versions" }).getByRole("listitem").first();
      await expect(newest).toContainText("current");
      await expect(newest.getByTitle(/^Person user_/)).toHaveText(ACCOUNT.name);
      await expect(newest.getByRole("link", { name: "from a dream" })).toBeVisible();
      await shot(`11-version-of-${path.split("/").at(-1)}`);
      await page.goBack();
    }
  });
});
