import { describe, expect, test } from "vitest";
import { releaseIn } from "../../../src/scanner/evidence.ts";
import type { ReleaseFacts } from "../../../src/scanner/facts.ts";
import { newMarker } from "../../../src/scanner/findings/mark-new.ts";
import { toFinding } from "../../../src/scanner/findings/to-finding.ts";
import { defaultLimits } from "../../../src/scanner/limits.ts";
import type { Finding } from "../../../src/scanner/report.ts";
import type { Hit, Rule } from "../../../src/scanner/rule.ts";
import { scanRelease } from "../../../src/scanner/scan.ts";
import { packageView } from "../../support/package-view.ts";
import { factsOf } from "../../support/releases.ts";
import { tarball } from "../../support/tarball.ts";
import { sourceOf, subject } from "../scan-bytes.ts";

/** Finds every file of a package, so that a test can see what becomes of findings. */
const everyFile: Rule = {
  meta: { id: "INS-99", family: "execution", points: 40, solo: false, title: "", advice: "" },
  *check(pkg) {
    for (const { path } of pkg.entries) {
      const hit: Hit = { surface: "load", file: path, message: "A file." };
      yield hit;
    }
  },
};

async function scanned(files: Readonly<Record<string, string>>, previous: ReleaseFacts | null) {
  const source = sourceOf(tarball(files));
  const { report, evidence } = await scanRelease(
    source,
    subject,
    defaultLimits,
    [everyFile],
    previous,
  );
  return { report, facts: evidence === null ? null : releaseIn(evidence) };
}

function byFile(findings: readonly Finding[]): Record<string, readonly [boolean, number]> {
  return Object.fromEntries(findings.map(({ file, isNew, points }) => [file, [isNew, points]]));
}

describe("what a scan leaves for the next version", () => {
  test("is the same for the same bytes, and holds every file", async () => {
    const files = { "a.js": "a();\n", "b/c.json": "{}" };
    const { facts, report } = await scanned(files, null);

    expect(Object.keys(facts?.files ?? {})).toEqual(["package.json", "a.js", "b/c.json"]);
    expect(facts?.files["a.js"]).toMatchObject({ magic: "text", bytes: 5, longestLine: 4 });
    expect(facts).toMatchObject({ name: "sample", version: "1.0.0" });
    expect(facts?.findings).toHaveLength(report.findings.length);
    expect((await scanned(files, null)).facts).toEqual(facts);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  test("is nothing when it was not read to its end", async () => {
    const bytes = tarball({ "a.js": "a();\n" }).subarray(0, 100);
    const { evidence, report } = await scanRelease(
      sourceOf(bytes),
      subject,
      defaultLimits,
      [],
      null,
    );
    expect(report.verdict).toBe("block");
    expect(evidence).toBeNull();
  });

  test("keeps of a manifest what decides, and files by any name", () => {
    const facts = factsOf({
      files: { "__proto__/a.js": "a();\n" },
      manifest: {
        scripts: { postinstall: "node a.js", test: "node b.js" },
        description: "words",
        dependencies: { a: "1" },
      },
    });
    expect(facts.manifest).toEqual({
      name: "sample",
      version: "1.0.0",
      scripts: { postinstall: "node a.js" },
      dependencies: { a: "1" },
    });
    expect(facts.files["__proto__/a.js"]?.bytes).toBe(5);
  });
});

describe("findings in what is new", () => {
  test("weigh more, and others stay as they are", async () => {
    const { facts } = await scanned({ "same.js": "a();\n", "changed.js": "b();\n" }, null);
    const next = { "same.js": "a();\n", "changed.js": "c();\n", "added.js": "d();\n" };
    const { report } = await scanned(next, facts);

    expect(byFile(report.findings)).toEqual({
      "package.json": [false, 40],
      "same.js": [false, 40],
      "changed.js": [true, 52],
      "added.js": [true, 52],
    });
  });

  test("are none without a version before, nor where a file only moved", async () => {
    const { facts, report } = await scanned({ "a.js": "a();\n" }, null);
    expect(report.findings.every(({ isNew }) => !isNew)).toBe(true);
    const moved = await scanned({ "b/a.js": "a();\n" }, facts);
    expect(byFile(moved.report.findings)["b/a.js"]).toEqual([false, 40]);
  });

  test("of a manifest are new only when the manifest before had none of them", () => {
    const before = { files: { "package.json": '{"version":"1.0.0"}' } };
    const had = factsOf(before);
    const digest = had.files["package.json"]?.digest ?? "";
    const after = packageView({ files: { "package.json": '{"version":"1.0.1"}' }, code: {} });
    const finding = toFinding(everyFile.meta, {
      surface: "install",
      file: "package.json",
      message: "",
    });
    const mark = (previous: ReleaseFacts) => newMarker({ ...after, previous })(finding).isNew;

    expect(mark(had)).toBe(true);
    expect(mark({ ...had, findings: [["INS-99", digest]] })).toBe(false);
    expect(mark({ ...had, findings: [["INS-01", digest]] })).toBe(true);
  });

  test("leave alone what compares versions by itself", () => {
    const view = packageView({ files: { "a.js": "a();\n" }, code: {} });
    const meta = { ...everyFile.meta, family: "difference" as const };
    const finding = toFinding(meta, { surface: "load", file: "a.js", message: "" });
    expect(newMarker({ ...view, previous: factsOf({}) })(finding)).toEqual(finding);
  });
});
