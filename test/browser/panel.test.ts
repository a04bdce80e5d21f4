import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { markup } from "../support/panel-world.ts";
import { temporaryFolder } from "../support/process.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest, rule } from "../support/review.ts";
import { intrudersIn, openPanel, phone, settled, signInLink } from "./browser.ts";

const timeout = 90_000;
/** What a browser says of a server that is gone, also where a part of the page was still on its way. */
const gone = [
  /WebSocket connection/,
  /ERR_CONNECTION_REFUSED/,
  /ERR_CONNECTION_RESET/,
  /ERR_EMPTY_RESPONSE/,
];

const lost = (page: Page) =>
  page.getByRole("alert").getByText("connection to the registry is lost");
const waitingCount = (page: Page, count: number) =>
  page.getByRole("link", { name: new RegExp(`^Quarantine\\b.*\\b${count}\\b`) });

async function hold(registry: TestRegistry, name: string): Promise<void> {
  const held = await registry.publish(name, "1.0.0", hookFiles, { manifest: hookManifest });
  expect(held.status).toBe(403);
}

describe("the panel while it is open", { timeout }, () => {
  test("shows in every tab what happens, without being loaded again", async () => {
    await using registry = await startRegistry();
    const { url } = registry.listen();
    await using visit = await openPanel({ url, token: registry.token });
    const other = await visit.context.newPage();
    await other.goto(`${url}/-/admin#/audit`);
    const tabs = [visit.page, other];
    for (const tab of tabs)
      await tab.getByRole("link", { name: "Quarantine", exact: true }).waitFor();

    await hold(registry, "first");
    for (const tab of tabs) await waitingCount(tab, 1).waitFor();
    await hold(registry, "second");
    for (const tab of tabs) await waitingCount(tab, 2).waitFor();
    expect((await rule(registry, "first@1.0.0", "reject")).status).toBe(200);
    for (const tab of tabs) await waitingCount(tab, 1).waitFor();
  });

  test("says that the connection is lost, comes back, and knows what happened meanwhile", async () => {
    await using registry = await startRegistry();
    const listening = registry.listen();
    await using visit = await openPanel(
      { url: listening.url, token: registry.token },
      { expects: gone },
    );
    const { page } = visit;
    await hold(registry, "before");
    await waitingCount(page, 1).waitFor();

    await listening[Symbol.asyncDispose]();
    await lost(page).waitFor();
    await hold(registry, "meanwhile");
    await using _again = registry.listen(listening.port);

    await lost(page).waitFor({ state: "detached" });
    await waitingCount(page, 2).waitFor();
  });

  test("tries to come back at once when somebody asks it to", async () => {
    await using registry = await startRegistry();
    const listening = registry.listen();
    await using visit = await openPanel(
      { url: listening.url, token: registry.token },
      { expects: gone },
    );
    // No time passes for the page, so that it cannot come back by itself.
    await visit.page.clock.install();
    await visit.page.clock.pauseAt(Date.now() + 60_000);
    await listening[Symbol.asyncDispose]();
    await lost(visit.page).waitFor();
    await using _again = registry.listen(listening.port);
    await visit.page.getByRole("button", { name: "Connect now" }).click();
    await lost(visit.page).waitFor({ state: "detached" });
  });

  test("says that its session has ended when the registry has started anew", async () => {
    using home = temporaryFolder();
    await using first = await startRegistry({ home: home.path });
    const { url, port } = first.listen();
    await using visit = await openPanel(
      { url, token: first.token },
      { expects: [...gone, / 401 /, /\(Unauthorized\)/] },
    );
    await first[Symbol.asyncDispose]();
    await lost(visit.page).waitFor();
    await using second = await startRegistry({ home: home.path });
    second.listen(port);

    await visit.page.getByRole("alert").getByText("session has ended. Run").waitFor();
    await visit.page.getByRole("link", { name: "Sign in" }).click();
    await visit.page.getByRole("textbox", { name: "Owner's token" }).waitFor();
    await visit.page.goto(await signInLink({ url, token: second.token }));
    await visit.page.getByRole("navigation", { name: "Views" }).waitFor();
  });
});

describe("the menu", { timeout }, () => {
  test("opens on a phone, leads somewhere, and makes room for that", async () => {
    await using registry = await startRegistry();
    const { url } = registry.listen();
    await using visit = await openPanel({ url, token: registry.token }, { viewport: phone });
    const { page } = visit;
    const menu = page.getByRole("navigation", { name: "Views" });
    const button = page.getByRole("button", { name: "Menu" });
    expect(await menu.isVisible()).toBe(false);
    expect(await button.getAttribute("aria-expanded")).toBe("false");

    await button.click();
    await menu.getByRole("link", { name: "Audit" }).click();
    await page.getByRole("heading", { level: 1, name: "Audit" }).waitFor();
    await menu.waitFor({ state: "hidden" });
    expect(await page.title()).toContain("Audit");
  });

  test("is skipped by whoever uses the keyboard and wants the content", async () => {
    await using registry = await startRegistry();
    const { url } = registry.listen();
    await using visit = await openPanel({ url, token: registry.token }, { hash: "#/audit" });
    const { page } = visit;
    await page.keyboard.press("Tab");
    const skip = page.getByRole("button", { name: "Skip to the content" });
    expect(await isFocused(skip)).toBe(true);
    await page.keyboard.press("Enter");
    expect(await isFocused(page.getByRole("main"))).toBe(true);
    expect(new URL(page.url()).hash).toBe("#/audit");
  });

  test("keeps the colours that somebody chose", async () => {
    await using registry = await startRegistry();
    const { url } = registry.listen();
    await using visit = await openPanel({ url, token: registry.token });
    const { page } = visit;
    const colour = () => page.evaluate(() => getComputedStyle(document.body).color);
    const light = await colour();
    await page.getByRole("combobox", { name: "Colours" }).selectOption("dark");
    const dark = await colour();
    expect(dark).not.toBe(light);
    await page.reload();
    await settled(page);
    expect(await colour()).toBe(dark);
  });
});

describe("an address", { timeout }, () => {
  test.each([
    `#/packages/${markup.image}`,
    `#/packages/${encodeURIComponent(markup.image)}`,
    `#/quarantine/${encodeURIComponent(markup.script)}`,
    `#/quarantine?state=${encodeURIComponent(markup.quotes)}&tab=${encodeURIComponent(markup.image)}`,
    `#/${encodeURIComponent(markup.image)}`,
    "#/packages/%E0%A4%A",
    "#/__proto__/constructor",
    "#javascript:alert(1)",
  ])("that somebody was sent is only text: %s", async (hash) => {
    await using registry = await startRegistry();
    const { url } = registry.listen();
    await using visit = await openPanel({ url, token: registry.token }, { hash });
    await settled(visit.page);
    expect(await intrudersIn(visit.page)).toEqual([]);
  });
});

async function isFocused(element: Locator): Promise<boolean> {
  return await element.evaluate((node) => node === document.activeElement);
}
