import { expect, test } from "./fixtures";

test("smoke", async ({ page, login }) => {
  await login("/stores");
  await expect(page.getByRole("link", { name: "Team SRE" })).toBeVisible();
  await page.screenshot({ path: "test-results/screens/smoke.png" });
});
