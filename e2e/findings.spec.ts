import { execFileSync } from "node:child_process";
import type { Locator, Page } from "@playwright/test";
import { databaseUrl } from "./database-probe";
import { expect, test, untilHydrated } from "./fixtures";

let dreamId = "";

function insertFindings(): string {
  const program = ["--conditions=react-server", "--import", "tsx", "e2e/insert-findings.ts"];
  const url = databaseUrl(process.env.REVERIE_E2E_DATA_DIR ?? "");
  return execFileSync(process.execPath, [...program, url], { encoding: "utf8" });
}

test.beforeAll(() => {
  dreamId = insertFindings();
});

const KIND_WORDS = [
  "duplicates",
  "contradiction",
  "out of date",
  "confirmed",
  "repeated mistake",
  "pattern in time",
  "workflow",
  "preference",
  "order",
];

const summaryOf = (place: Page | Locator, text: string) => place.locator("summary").filter({ hasText: text });

/** Opens what is folded, by keyboard. */
async function unfold(summary: Locator) {
  await summary.focus();
  await expect(summary).toBeFocused();
  await summary.press("Enter");
  await expect(summary.locator("xpath=..")).toHaveAttribute("open", "");
}

async function expectInstructions(page: Page) {
  const instructions = page.getByRole("region", { name: "Instructions" });
  await expect(instructions).toContainText("2 of 3 not followed");
  const sentences = instructions.getByRole("listitem");
  await expect(sentences).toHaveCount(3);
  await expect(sentences.first()).toContainText("not followed: The engine does not know this rule.");
  await expect(sentences.last()).toContainText("Do not touch /runbooks. followed: /runbooks is left alone.");
  await expect(page.getByText("Changes 1 of 2 files, +4 −2 lines; 1 file added; 4.2 KB → 2.1 KB.")).toBeVisible();
}

async function expectOff(place: Locator) {
  const off = summaryOf(place, "the transcripts say 15");
  await expect(off).toContainText("Off: A person wrote the line in /on-call.md.");
  await unfold(off);
  const change = place.getByRole("figure").filter({ hasText: "would become" });
  await expect(change.getByText("removed: ").locator("xpath=..")).toContainText("after 10 minutes.");
  await expect(change.getByText("added: ").locator("xpath=..")).toContainText("after 15 minutes.");
}

async function expectLeftAlone(place: Locator) {
  await expect(place.getByRole("heading", { name: "duplicates" })).toBeHidden();
  await unfold(summaryOf(place, "Seen, left alone (10)"));
  for (const word of KIND_WORDS) await expect(place.getByRole("heading", { name: word })).toBeVisible();
  const first = place.getByText("Left alone: Seen once only; <img src=x onerror=alert(1)> **bold**").first();
  await expect(first).toBeVisible();
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const width of [1440, 420]) {
  test(`a dream shows what it found, left off and left alone at ${width} pixels`, async ({ page, login }) => {
    await page.setViewportSize({ width, height: 900 });
    await login(`/dreams/${dreamId}`);
    await untilHydrated(page);
    await expectInstructions(page);
    const findings = page.getByRole("region", { name: "Findings" });
    await expect(findings.getByText("proposed", { exact: true })).toHaveCount(8);
    await expectOff(findings);
    await expectLeftAlone(findings);
    await expect(page.locator("img[src=x], a[href^=javascript]")).toHaveCount(0);
    expect(await overflow(page)).toBe(0);
    await page.screenshot({ path: `test-results/screens/${width}-findings-dream.png` });
  });

  test(`a review shows what is not in the proposal, too, at ${width} pixels`, async ({ page, login }) => {
    await page.setViewportSize({ width, height: 900 });
    await login(`/dreams/${dreamId}/review`);
    await untilHydrated(page);
    await expectInstructions(page);
    const show = async (part: string) => {
      if (width < 1024) await page.getByRole("radio", { name: part, exact: true }).first().click();
    };
    await show("Why");
    const rest = page.getByRole("region", { name: "Not in the proposal" });
    await expectOff(rest);
    await expectLeftAlone(rest);
    await rest.getByRole("button", { name: "show here" }).first().click();
    const drawer = page.getByRole("dialog", { name: "Paging at night" });
    await expect(drawer.locator("[aria-current=location] mark")).toContainText("waited 15 minutes as told");
    await drawer.getByRole("button", { name: "Close" }).click();
    await expect(page.locator("img[src=x], a[href^=javascript]")).toHaveCount(0);
    expect(await overflow(page)).toBe(0);
    await show("Files");
    await page.getByRole("radio", { name: "By finding" }).click();
    const findings = page.getByRole("tree", { name: "Findings" });
    await expect(findings.getByRole("treeitem").filter({ hasText: "pattern in time" })).toHaveCount(1);
    await page.screenshot({ path: `test-results/screens/${width}-findings-review.png` });
  });
}

test("what starts off is switched on: a change by its key, a finding in its file, or by hand where its line is gone", async ({
  page,
  login,
}) => {
  const ownId = insertFindings();
  await login(`/dreams/${ownId}/review`);
  await untilHydrated(page);
  const adopt = page.getByRole("button", { name: /^Adopt \d/ });
  const treeItem = (name: string) => page.getByRole("tree", { name: "Changed files" }).getByRole("treeitem", { name });
  await test.step("a change with a warning starts left out", async () => {
    await expect(adopt).toHaveText("Adopt 1 of 2 changes in 1 file");
    const index = page.getByRole("article", { name: "/index.md, change 1 of 1" });
    await expect(index).toContainText("left out");
    await expect(index).toContainText("No evidence for this line.");
    await treeItem("/index.md").click();
    await page.keyboard.press("a");
    await expect(index).toContainText("accepted");
  });

  const rest = page.getByRole("region", { name: "Not in the proposal" });
  const switchOn = async (text: string) => {
    const finding = rest.getByRole("listitem").filter({ hasText: text });
    await unfold(summaryOf(finding, text));
    await finding.getByRole("button", { name: "Switch on" }).click();
  };
  const edited = page.getByRole("article", { name: "/notes.md, edited by you" });
  await test.step("a finding that is off goes into its file", async () => {
    await switchOn("Two sessions saw a depth of 800.");
    await expect(edited).toContainText("queue depth above 800 is normal");
    await expect(edited).toContainText("the mirror has moved");
  });

  await test.step("one whose line the proposal changes opens the text, with what to put in", async () => {
    await switchOn("The mirror moved on a Monday.");
    const dialog = page.getByRole("dialog", { name: "Edit /notes.md" });
    await expect(dialog.getByRole("figure")).toContainText("- the mirror moved on Monday");
    await expect(dialog.getByRole("textbox", { name: "Text" })).toBeFocused();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.insertText("- the mirror moved on Monday\n");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeVisible();
    await page.keyboard.press("ControlOrMeta+s");
    await expect(dialog).toBeHidden();
  });

  await adopt.click();
  await expect(page.getByText("2 changes in 2 files adopted into Findings.")).toBeVisible();
  const versions = page.getByRole("table", { name: "Decisions" }).getByRole("row");
  await versions.filter({ hasText: "/notes.md" }).getByRole("link", { name: "open version" }).click();
  const file = page.getByRole("article", { name: "/notes.md" });
  for (const line of ["depth above 800 is normal", "the mirror has moved", "the mirror moved on Monday"]) {
    await expect(file).toContainText(line);
  }
});
