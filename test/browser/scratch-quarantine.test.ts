import { afterAll, beforeAll, expect, test } from "vitest";
import { hashPassword } from "../../src/access/password.ts";
import { startRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest } from "../support/review.ts";
import { axeFindings, desktop, keepPicture, openPanel, phone, scrollsSideways, settled, showView } from "./browser.ts";
import { type PanelWorld, startPanelWorld } from "../support/panel-world.ts";
let world: PanelWorld;
beforeAll(async () => { world = await startPanelWorld(); }, 120_000);
afterAll(() => world?.[Symbol.asyncDispose]());
test("look", { timeout: 120_000 }, async () => {
  await using visit = await openPanel(world, { hash: "#/overview" });
  const { page } = visit;
  const shoot = async (name: string) => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(desktop);
      await page.waitForTimeout(150);
      await keepPicture(page, `${name}-${colorScheme}`);
      if (await scrollsSideways(page)) console.log("sideways wide", name);
      console.log(name, colorScheme, await axeFindings(page));
      await page.setViewportSize(phone);
      await keepPicture(page, `${name}-${colorScheme}-phone`);
      if (await scrollsSideways(page)) console.log("sideways", name);
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(desktop);
  };
  await page.waitForTimeout(2500);
  await shoot("overview");
  await showView(page, "#/quarantine");
  await page.getByRole("button", { name: /Keyboard/ }).click();
  await shoot("help");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "left-trim" }).first().click();
  await settled(page);
  await shoot("record");
  await page.getByRole("button", { name: /Let INS-01 pass/ }).click();
  await shoot("suppress");
  await page.keyboard.press("Escape");
  for (const tab of ["recalls", "suppressions", "blocks", "scans"]) {
    await showView(page, `#/quarantine?tab=${tab}`);
    await shoot(tab);
  }
  await showView(page, "#/quarantine?state=rejected");
  await page.locator(".queue-what a").first().click();
  await settled(page);
  await shoot("rejected");
});
test("passphrase and empty", { timeout: 120_000 }, async () => {
  const passphrase = await hashPassword("correct horse battery");
  await using registry = await startRegistry({ config: { approval: { passphrase } } });
  const { url } = registry.listen();
  await using visit = await openPanel({ url, token: registry.token }, { hash: "#/overview" });
  const { page } = visit;
  await page.waitForTimeout(1500);
  await keepPicture(page, "empty-overview");
  await registry.publish("one", "1.0.0", hookFiles, { manifest: hookManifest });
  await showView(page, "#/quarantine");
  await page.getByRole("link", { name: "one@1.0.0" }).click();
  await page.getByRole("heading", { level: 1, name: "one@1.0.0" }).waitFor();
  await page.keyboard.press("a");
  await page.keyboard.type("fine by me");
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByLabel("Approval passphrase").waitFor();
  await keepPicture(page, "passphrase");
  await page.getByLabel("Approval passphrase").fill("nope nope nope");
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByText("this is not the approval passphrase").waitFor();
  await page.getByLabel("Approval passphrase").fill("correct horse battery");
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByText("Approved one@1.0.0").waitFor();
  console.log(await page.evaluate(() => document.activeElement?.tagName));
  expect((await registry.tarball("one", "1.0.0")).status).toBe(200);
});
