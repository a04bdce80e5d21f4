import type { Page } from "playwright-core";
import { expect } from "vitest";
import {
  axeFindings,
  desktop,
  intrudersIn,
  keepPicture,
  phone,
  scrollsSideways,
  settled,
  showView,
} from "./browser.ts";

export interface ShownView {
  /** Name of its pictures. */
  readonly name: string;
  /** A text of the world that stands on it. */
  readonly shows: string;
  /** Opens what is shown only when somebody asks for it. */
  readonly unfold?: (page: Page) => Promise<void>;
}

interface Look {
  readonly name: string;
  readonly colorScheme: "light" | "dark";
  readonly viewport: typeof desktop;
}

/** Both colours and both widths; what depends on one does not depend on the other. */
const looks: readonly Look[] = [
  { name: "light-desktop", colorScheme: "light", viewport: desktop },
  { name: "dark-phone", colorScheme: "dark", viewport: phone },
];
const otherLooks: readonly Look[] = [
  { name: "dark-desktop", colorScheme: "dark", viewport: desktop },
  { name: "light-phone", colorScheme: "light", viewport: phone },
];

/**
 * Looks at a view and at each of its parts: everybody can use it, it fits a phone, and no hostile text
 * is more than a text. The view itself must show what it is there for.
 */
export async function expectSound(page: Page, view: ShownView): Promise<void> {
  await settled(page);
  await view.unfold?.(page);
  const faults = await faultsOf(page, view.name);
  for (const look of otherLooks) await pictureOf(page, view.name, look);
  expect(await page.getByRole("main").textContent()).toContain(view.shows);
  for (const part of await partsOf(page)) {
    await showView(page, part);
    faults.push(...(await faultsOf(page, `${view.name}-${part.split("tab=")[1]}`)));
  }
  expect(faults).toEqual([]);
}

/** The same of a page as it is now, such as one with a dialog. */
export async function expectUsable(page: Page, name: string): Promise<void> {
  expect(await faultsOf(page, name)).toEqual([]);
}

async function faultsOf(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const look of looks) {
    await pictureOf(page, name, look);
    faults.push(...(await axeFindings(page)).map((finding) => `${name}-${look.name}: ${finding}`));
    if (await scrollsSideways(page)) faults.push(`${name}-${look.name}: scrolls sideways`);
  }
  const intruders = await intrudersIn(page);
  return [...faults, ...intruders.map((element) => `${name}: ${element}`)];
}

async function pictureOf(page: Page, name: string, look: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: look.colorScheme });
  await page.setViewportSize(look.viewport);
  await settled(page);
  await keepPicture(page, `${name}-${look.name}`);
}

/** Addresses of the other parts of a view, from the links that it offers. */
async function partsOf(page: Page): Promise<string[]> {
  const links = page.getByRole("main").getByRole("navigation").getByRole("link");
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  return hrefs.filter((href): href is string => href?.includes("tab=") === true);
}
