import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../src/scanner/limits.ts";
import type { Rule } from "../../src/scanner/rule.ts";
import { ruleset } from "../../src/scanner/rules/all.ts";
import { scan } from "../../src/scanner/scan.ts";
import { scanFiles } from "../../src/scanner/scan-files.ts";
import { manifestEntry, paxRecords, rawEntry, rawTarball } from "../support/raw-tar.ts";
import { ruleIds, scanBytes, structureRules, subject } from "./scan-bytes.ts";

const meta = {
  id: "TEST-01",
  family: "text",
  points: 10,
  solo: false,
  title: "A test.",
  advice: "Nothing.",
} as const;

/** A rule that reports what it can read of the given files. */
function reads(...paths: string[]): Rule {
  return {
    meta,
    *check(pkg) {
      for (const path of paths) {
        const text = pkg.text(path);
        if (text !== null) yield { surface: "load", file: path, message: "Read.", excerpt: text };
      }
    },
  };
}

const file = (name: string, body: string | Uint8Array = "hello") =>
  rawEntry({ name: `package/${name}` }, body);

describe("scan", () => {
  test("describes an honest package and gives the same report twice", async () => {
    const json = { name: "demo", version: "1.0.0", scripts: { install: "node x" } };
    const tarball = rawTarball(manifestEntry(json), file("npm-shrinkwrap.json", "{}"));
    const report = await scanBytes(tarball);

    expect(report).toEqual({
      verdict: "clean",
      total: 0,
      findings: [],
      limitsHit: [],
      ruleset,
      capabilities: {
        network: "none",
        hosts: [],
        dynamicHosts: false,
        filesystem: "none",
        env: "none",
        envNames: [],
        envBulk: false,
        subprocess: "none",
        commands: [],
        secrets: [],
        dynamicCode: false,
        native: false,
        wasm: false,
        installScripts: true,
        unknown: [],
        evidence: [],
      },
      risk: "low",
      stats: { files: 2, unpackedBytes: JSON.stringify(json).length + 2 },
      manifest: { name: "demo", version: "1.0.0", hasInstallScript: true, hasShrinkwrap: true },
    });
    expect(JSON.stringify(await scanBytes(tarball))).toBe(JSON.stringify(report));
  });

  test("counts the native build that clients start on their own as an install script", async () => {
    const gyp = file("binding.gyp", "{}");
    const described = async (json: object) =>
      (await scanBytes(rawTarball(manifestEntry(json), gyp))).manifest?.hasInstallScript;

    expect(await described({})).toBe(true);
    expect(await described({ gypfile: false })).toBe(false);
  });

  test("adds up the sizes of files as npm does, without headers, padding and folders", async () => {
    const image = Buffer.alloc(1000, 1);
    const tarball = rawTarball(
      rawEntry({ name: "package/lib/", type: "5" }),
      manifestEntry({ name: "demo" }),
      file("a.js", "twelve bytes"),
      file("lib/b.png", image),
      rawEntry({ name: "x", type: "x" }, paxRecords({ path: `package/${"c".repeat(120)}` })),
      file("c", "four"),
      file("empty", ""),
    );
    const { stats } = await scanBytes(tarball);

    expect(stats).toEqual({ files: 5, unpackedBytes: 15 + 12 + 1000 + 4 });
  });

  test("gives rules the text of files, not of images, and the last of two", async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]);
    const tarball = rawTarball(
      manifestEntry(),
      file("a.js", "first"),
      file("a.js", "second"),
      file("b.png", png),
      file("c.js", "\0hidden"),
      file("d.ps1", Buffer.from("\ufeffwide", "utf16le")),
    );
    const rule = reads("a.js", "b.png", "c.js", "d.ps1", "e.js");
    const { findings } = await scanBytes(tarball, {}, [rule]);

    expect(findings.map(({ file, excerpt }) => [file, excerpt])).toEqual([
      ["a.js", "second"],
      ["c.js", "\\u{0}hidden"],
      ["d.ps1", "wide"],
    ]);
  });

  test("reads again what runs at installation when other texts took the room", async () => {
    const json = { scripts: { postinstall: "node ./hook.js" } };
    const parts = [
      file("a.js", "x".repeat(100)),
      file("hook.js", "y".repeat(90)),
      manifestEntry(json),
    ];
    const rule = reads("a.js", "hook.js", "package.json");
    const report = await scanBytes(rawTarball(...parts), { textBytes: 150 }, [rule]);

    expect(report.findings.map(({ file }) => file)).toEqual(["a.js", "hook.js", "package.json"]);
    expect(report.verdict).toBe("clean");
  });

  test("reads again what agents obey when other texts took the room", async () => {
    const parts = [
      file("a.js", "x".repeat(140)),
      file("AGENTS.md", "y".repeat(90)),
      manifestEntry(),
    ];
    const rule = reads("a.js", "AGENTS.md");
    const report = await scanBytes(rawTarball(...parts), { textBytes: 150 }, [rule]);

    expect(report.findings.map(({ file }) => file)).toEqual(["AGENTS.md", "a.js"]);
    expect(report.verdict).toBe("clean");
  });

  test("blocks when what runs at installation is too large to read", async () => {
    const json = { scripts: { postinstall: "node ./hook" } };
    const tarball = rawTarball(manifestEntry(json), file("hook.js", "y".repeat(200)));
    const report = await scanBytes(tarball, { textBytes: 150 });

    expect(report).toMatchObject({ verdict: "block", limitsHit: ["text"] });
    expect(ruleIds(report)).toEqual(["LIM-05"]);
  });

  test("blocks when a rule fails, and keeps what the others found", async () => {
    const broken: Rule = {
      meta: { ...meta, id: "TEST-02" },
      check() {
        throw new Error("a bug");
      },
    };
    const report = await scanBytes(rawTarball(manifestEntry()), {}, [
      broken,
      reads("package.json"),
    ]);

    expect(report).toMatchObject({ verdict: "block", limitsHit: ["rule"] });
    expect(ruleIds(report)).toEqual(["LIM-04", "TEST-01"]);
  });

  test("keeps 200 findings and counts the rest", async () => {
    const noisy: Rule = {
      meta,
      *check() {
        for (let line = 1; line <= 5000; line++) {
          yield {
            surface: "load",
            file: "x",
            line,
            message: "Noise.",
            points: line === 4000 ? 30 : 1,
          };
        }
        yield { surface: "load", file: "y", message: "The one.", points: 5, solo: true };
      },
    };
    const report = await scanBytes(rawTarball(manifestEntry()), {}, [noisy]);

    expect(report.findings).toHaveLength(200);
    expect(report.findings.slice(0, 3).map(({ line }) => line)).toEqual([null, 4000, 1]);
    expect(report).toMatchObject({ verdict: "block", stats: { omittedFindings: 4801 } });
  });

  test("keeps keys of a manifest that mean something to the language as plain keys", async () => {
    const text = '{"__proto__":{"scripts":{"install":"x"}},"constructor":{"prototype":{"x":1}}}';
    const seen: unknown[] = [];
    const rule: Rule = {
      meta,
      check(pkg) {
        const json = pkg.manifest?.json ?? {};
        seen.push(Object.keys(json), json["scripts"], json["toString"], pkg.manifest?.text);
        return [];
      },
    };
    await scanBytes(rawTarball(file("package.json", text)), {}, [rule]);

    expect(seen).toEqual([["__proto__", "constructor"], undefined, undefined, text]);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  test("rejects when the source fails, since that says nothing about the bytes", async () => {
    const source = {
      bytes: 10,
      // biome-ignore lint/correctness/useYield: it fails before it has anything to give.
      async *open(): AsyncGenerator<Uint8Array> {
        throw new Error("the disk is gone");
      },
    };

    await expect(scan(source, subject, defaultLimits, structureRules)).rejects.toThrow("disk");
  });
});

describe("scanFiles", () => {
  async function* folder(files: Record<string, string>) {
    for (const [path, text] of Object.entries(files)) {
      const bytes = Buffer.from(text);
      yield { path, mode: 0o644, size: bytes.length, read: async () => bytes };
    }
  }
  const scanFolder = async (files: Record<string, string>, limits = {}) => {
    const rules = [...structureRules, reads("lib/a.js")];
    return (await scanFiles(() => folder(files), subject, { ...defaultLimits, ...limits }, rules))
      .report;
  };

  test("judges a folder as if it were packed", async () => {
    const report = await scanFolder({ "package.json": '{"name":"demo"}', "lib/a.js": "text" });

    expect(report).toMatchObject({
      verdict: "clean",
      manifest: { name: "demo" },
      stats: { files: 2 },
    });
    expect(report.findings.map(({ excerpt }) => excerpt)).toEqual(["text"]);
  });

  test.each([
    { limits: { entries: 1 }, hit: "entries" },
    { limits: { fileBytes: 3 }, hit: "file" },
    { limits: { unpackedBytes: 5 }, hit: "unpacked" },
  ])("stops at the limit for $hit", async ({ limits, hit }) => {
    const report = await scanFolder({ "package.json": "{}", "lib/a.js": "text" }, limits);

    expect(report).toMatchObject({ verdict: "block", limitsHit: [hit] });
  });
});
