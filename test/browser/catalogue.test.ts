import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { markup, type PanelWorld, startPanelWorld } from "../support/panel-world.ts";
import { startVisit } from "./browser.ts";
import { expectSound, type ShownView } from "./soundness.ts";

const timeout = 90_000;

const views: readonly (ShownView & { readonly hash: string })[] = [
  { name: "public-packages", hash: "#/packages", shows: "@acme/weather" },
  { name: "public-package", hash: "#/packages/@acme/weather", shows: "Reads the weather" },
  { name: "public-hostile-package", hash: "#/packages/@acme/sheep", shows: markup.image },
  { name: "public-experts", hash: "#/experts", shows: "@acme/newsroom" },
  { name: "public-expert", hash: "#/experts/@acme/newsroom", shows: "@acme/editor" },
  { name: "public-hostile-expert", hash: "#/experts/@acme/trickster", shows: markup.image },
  { name: "public-setup", hash: "#/setup", shows: "npm publish --registry" },
];

let world: PanelWorld;

beforeAll(async () => {
  world = await startPanelWorld();
}, timeout);
afterAll(() => world?.[Symbol.asyncDispose]());

describe("the catalogue", { timeout }, () => {
  for (const view of views) {
    test(`shows ${view.name} to whoever comes, and hostile texts as texts`, async () => {
      await using visit = await startVisit();
      await visit.page.goto(`${world.url}/${view.hash}`);
      await expectSound(visit.page, view);
      expect(await visit.context.cookies()).toEqual([]);
    });
  }
});
