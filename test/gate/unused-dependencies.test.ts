import { describe, expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";
import { recordOf } from "../support/review.ts";
import { startUpstream } from "../support/upstream.ts";

const now = new Date("2026-06-10T00:00:00.000Z");
const old = "2024-01-01T00:00:00.000Z";
const lastWeek = "2026-06-03T00:00:00.000Z";

interface Given {
  /** Of the package that has a new dependency. */
  readonly code?: string;
  readonly range?: string;
  readonly helper?: { readonly time?: string; readonly manifest?: object } | null;
}

/** What the registry answers for a release with a dependency that the one before did not have. */
async function answerFor({ code = "module.exports = 1;\n", range = "^1.0.0", helper = {} }: Given) {
  await using upstream = startUpstream();
  const files = { "index.js": code };
  upstream.add("popular", "1.0.0", files, { time: old });
  upstream.add("popular", "1.0.1", files, {
    time: lastWeek,
    manifest: { dependencies: { helper: range } },
  });
  if (helper !== null) {
    const { time = old, manifest = {} } = helper;
    upstream.add("helper", "1.0.0", { "index.js": "1;\n" }, { time, manifest });
  }
  await using registry = await startRegistry({ upstream, now: () => now });
  expect((await registry.tarball("popular", "1.0.0")).status).toBe(200);
  const { status } = await registry.tarball("popular", "1.0.1");
  if (status !== 403) return status;
  const { issues } = await recordOf(registry, "popular@1.0.1");
  return (issues as { ruleId: string; points: number }[]).find(({ ruleId }) => ruleId === "MAN-06");
}

const hook = { scripts: { postinstall: "node index.js" } };

describe("a new dependency that no code names", () => {
  test.each<[string, Given]>([
    ["runs a hook", { helper: { manifest: hook } }],
    [
      "runs a hook, as a thinned packument says",
      { helper: { manifest: { hasInstallScript: true } } },
    ],
    ["is young", { helper: { time: lastWeek } }],
  ])("holds the release when it %s", async (_, given) => {
    expect(await answerFor(given)).toMatchObject({ points: 100 });
  });

  test.each<[string, Given]>([
    ["is old and runs nothing", {}],
    ["is not there", { helper: null }],
    ["has no version for the range", { range: "^9.0.0", helper: { manifest: hook } }],
    ["is used", { code: 'module.exports = require("helper");\n', helper: { manifest: hook } }],
  ])("does not by itself when it %s", async (_, given) => {
    expect(await answerFor(given)).not.toMatchObject({ points: 100 });
  });
});
