import { test } from "vitest";
import { startPanelWorld } from "../support/panel-world.ts";
import { keepPicture, openPanel, settled, showView } from "./browser.ts";

test("look", { timeout: 90_000 }, async () => {
  await using world = await startPanelWorld();
  await using visit = await openPanel(world, { hash: "#/intent?q=check+facts+twice" });
  const { page } = visit;
  await page.locator("summary").first().click();
  await keepPicture(page, "i-facts");
  await showView(page, "#/intent?q=mail");
  await page.locator("summary").first().click();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  await keepPicture(page, "i-phone");
});
