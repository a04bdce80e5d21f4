import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createLog, logPath, olderLog, openLogFile } from "../../src/cli/log-file.ts";
import { describeLine, lastLines } from "../../src/cli/logs.ts";
import { paintFor } from "../../src/cli/terminal.ts";
import { runInside } from "../support/command.ts";
import { bunPath, spawnProgram, temporaryFolder, until } from "../support/process.ts";

const limits = { maxBytes: 1000, files: 3 };
const plain = paintFor({ hasColours: false });

/** Lines of 100 bytes each, numbered. */
const line = (number: number) => `${String(number).padStart(99, "0")}\n`;
const numbersOf = (path: string) => readFileSync(path, "utf8").trim().split("\n").map(Number);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe("the log file", () => {
  test("is put away when it is full, and the oldest of a fixed number goes", () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "log");
    using log = openLogFile(path, limits);
    for (const number of range(0, 45)) log.write(line(number));

    expect(numbersOf(path)).toEqual(range(40, 45));
    expect(numbersOf(olderLog(path, 1))).toEqual(range(30, 40));
    expect(numbersOf(olderLog(path, 2))).toEqual(range(20, 30));
    expect(existsSync(olderLog(path, 3))).toBe(false);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test("goes on where the last start left it, and a line longer than a file is one", () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "log");
    for (const start of [0, 1, 2]) {
      using log = openLogFile(path, limits);
      for (const number of range(start * 4, start * 4 + 4)) log.write(line(number));
    }
    expect(numbersOf(path)).toEqual([10, 11]);
    expect(numbersOf(olderLog(path, 1))).toEqual(range(0, 10));

    using log = openLogFile(path, limits);
    log.write(`${"7".repeat(5000)}\n`);
    log.write(line(12));
    expect(statSync(olderLog(path, 1)).size).toBe(5001);
    expect(numbersOf(path)).toEqual([12]);
  });

  test("holds what its level asks for, as time, level, message and data", () => {
    const lines: string[] = [];
    const log = createLog({ write: (text) => lines.push(text) }, "warn");
    log.info("not this");
    log.warn({ path: "/a" }, "this");
    log.error({ err: new Error("a bug") }, "and this");

    expect(lines.map((text) => JSON.parse(text))).toEqual([
      {
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        level: "warn",
        message: "this",
        data: { path: "/a" },
      },
      expect.objectContaining({
        level: "error",
        message: "and this",
        data: { err: expect.objectContaining({ message: "a bug" }) },
      }),
    ]);
  });
});

describe("agentregistry logs", () => {
  test.each([
    [0, []],
    [1, [44]],
    [5, range(40, 45)],
    [6, range(39, 45)],
    [17, range(28, 45)],
    [1000, range(20, 45)],
  ])("shows the last %d lines, out of older files too", (count, expected) => {
    using folder = temporaryFolder();
    const path = join(folder.path, "log");
    using log = openLogFile(path, limits);
    for (const number of range(0, 45)) log.write(line(number));
    expect(lastLines(path, count).map(Number)).toEqual(expected);
  });

  test("finds the beginning of a line that is longer than what is read at once", () => {
    using folder = temporaryFolder();
    const path = join(folder.path, "log");
    const long = "é".repeat(100_000);
    appendFileSync(path, `first\n${long}\nlast\n`);
    expect(lastLines(path, 2)).toEqual([long, "last"]);
    expect(lastLines(path, 3)).toEqual(["first", long, "last"]);
  });

  test.each([
    [
      '{"timestamp":"T","level":"info","message":"request","data":{"path":"/a","status":200}}',
      "T INFO  request path=/a status=200",
    ],
    [
      '{"timestamp":"T","level":"error","message":"a bug","data":{"err":{"message":"x y","stack":"…"}}}',
      'T ERROR a bug err="x y"',
    ],
    [
      '{"timestamp":"T","level":"warn","message":"\\u001b[2J","data":{"a\\rb":"c\\nd"}}',
      'T WARN  \\u{1b}[2J a\\u{d}b="c\\nd"',
    ],
    ["no \u001b JSON", "no \\u{1b} JSON"],
    ['{"half": ', '{"half": '],
  ])("shows %j to people as %j", (text, shown) => {
    expect(describeLine(text, plain)).toBe(shown);
  });

  test("--json shows lines as they are, and no log is said in a sentence", async () => {
    using folder = temporaryFolder();
    const env = { AGENTREGISTRY_HOME: folder.path };
    expect(await runInside(["logs"], env)).toMatchObject({
      code: 1,
      error: `agentregistry: there is no log at ${logPath(folder.path)} yet`,
    });
    mkdirSync(join(folder.path, "run"));
    const text = '{"timestamp":"T","level":"info","message":"m"}';
    appendFileSync(logPath(folder.path), `${text}\n`);
    expect((await runInside(["logs", "--json"], env)).out).toBe(text);
    expect((await runInside(["logs", "-n", "x"], env)).code).toBe(2);
  });

  test("-f goes on with what is added, each line once, over a change of files", async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, "run"));
    using log = openLogFile(logPath(folder.path), { maxBytes: 1000, files: 50 });
    for (const number of range(0, 5)) log.write(line(number));
    const args = ["logs", "-f", "-n", "2", "--json", "--home", folder.path];
    await using program = spawnProgram([bunPath, "src/main.ts", ...args], { cwd: process.cwd() });
    const seen = () => program.stdout().trim().split("\n").filter(Boolean).map(Number);
    await until(() => seen().length === 2, "the last lines");
    for (const number of range(5, 12)) log.write(line(number));
    await until(() => seen().includes(11), "lines of the new file");
    log.write(line(12));
    await until(() => seen().includes(12), "a line of the new file");
    expect(seen()).toEqual(range(3, 13));
  });
});
