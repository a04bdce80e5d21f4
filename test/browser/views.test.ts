import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { markup, type PanelWorld, startPanelWorld, waiting } from "../support/panel-world.ts";
import {
  axeFindings,
  desktop,
  keepPicture,
  openPanel,
  phone,
  scrollsSideways,
  settled,
} from "./browser.ts";

const timeout = 90_000;

interface ShownView {
  /** Name of its pictures. */
  readonly name: string;
  readonly hash: string;
  /** A text of the world that stands on it. */
  readonly shows: string;
}

const views: readonly ShownView[] = [
  { name: "overview", hash: "#/overview", shows: "" },
  { name: "quarantine", hash: "#/quarantine", shows: waiting.upstream.name },
  { name: "packages", hash: "#/packages", shows: "@acme/weather" },
  { name: "package", hash: "#/packages/@acme/weather", shows: "reads the weather" },
  { name: "hostile-package", hash: "#/packages/@acme/sheep", shows: markup.image },
  { name: "experts", hash: "#/experts", shows: "@acme/newsroom" },
  { name: "expert", hash: "#/experts/@acme/newsroom", shows: "@acme/editor" },
  { name: "hostile-expert", hash: "#/experts/@acme/trickster", shows: markup.image },
  { name: "graph", hash: "#/graph/@acme/weather", shows: "@acme/units" },
  { name: "intent", hash: "#/intent", shows: "" },
  { name: "policy", hash: "#/policy", shows: "" },
  { name: "access", hash: "#/access", shows: "build server" },
  { name: "audit", hash: "#/audit", shows: markup.image },
  { name: "system", hash: "#/system", shows: "" },
  { name: "setup", hash: "#/setup", shows: "" },
];

let world: PanelWorld;

beforeAll(async () => {
  world = await startPanelWorld();
}, timeout);
afterAll(() => world?.[Symbol.asyncDispose]());

/** What became of hostile texts, if they became more than texts. */
async function intrudersIn(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const events = ["error", "load", "click", "toggle", "focus", "mouseover"];
    const foreign = [
      "#intruder, .intruder",
      "iframe, object, embed, base, meta[http-equiv]",
      "form[action^=http]",
      "img:not([src^='data:'])",
      ...events.map((event) => `[on${event}]`),
    ];
    const links = [...document.querySelectorAll<HTMLAnchorElement>("a[href], area[href]")];
    return [
      ...document.querySelectorAll(foreign.join()),
      ...links.filter(({ protocol }) => protocol !== "http:" && protocol !== "https:"),
    ].map((element) => element.outerHTML.slice(0, 300));
  });
}

/** Looks at a page in both colours and widths, keeps a picture of each, and says what is wrong. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [width, viewport] of Object.entries({ desktop, phone })) {
      await page.setViewportSize(viewport);
      await settled(page);
      await keepPicture(page, `${name}-${colorScheme}-${width}`);
      const where = `${colorScheme}, ${width}`;
      faults.push(...(await axeFindings(page)).map((finding) => `${where}: ${finding}`));
      if (await scrollsSideways(page)) faults.push(`${where}: the page scrolls sideways`);
    }
  }
  faults.push(...(await intrudersIn(page)));
  return faults;
}

describe("the panel", { timeout }, () => {
  for (const { name, hash, shows } of views) {
    test(`shows ${name} to everybody, and hostile texts as texts`, async () => {
      await using visit = await openPanel(world, { hash });
      const { page } = visit;
      expect(await faultsOf(page, name)).toEqual([]);
      expect(await page.getByRole("main").textContent()).toContain(shows);
    });
  }
});
