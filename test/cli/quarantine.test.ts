import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../../src/cli/main.ts";
import { paintFor } from "../../src/cli/terminal.ts";
import { runInside } from "../support/command.ts";
import { malware } from "../support/osv.ts";
import { bunPath, mainFile, run } from "../support/process.ts";
import { startRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest } from "../support/review.ts";
import type { Files } from "../support/tarball.ts";

let folder = "";
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-quarantine-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A home with a good version of two packages and one of each that is held. */
async function withHolds(files: Files = {}) {
  const home = join(folder, String(count++));
  await using registry = await startRegistry({ home });
  for (const name of ["one", "two"]) {
    await registry.publish(name, "1.0.0", { "index.js": "1\n" });
    const contents = { "index.js": "2\n", ...hookFiles, ...files };
    await registry.publish(name, "1.1.0", contents, { manifest: hookManifest });
  }
  return { AGENTREGISTRY_HOME: home, AGENTREGISTRY_UPSTREAM: "none" };
}

const esc = "\u001b";

describe("agentregistry quarantine", () => {
  test("show says what was found, and colours it where somebody looks", async () => {
    const env = await withHolds({ [`${esc}[31mred.js`]: "3\n" });
    const plain = await runInside(["quarantine", "show", "one@1.1.0"], env);
    expect(plain.code, plain.error).toBe(0);
    expect(plain.out).toMatch(/^one@1\.1\.0 {2}held\n {2}block, \d+ points; risk high; local; /);
    expect(plain.out).toContain("against 1.0.0: 2 files added, 2 changed, 0 removed");
    expect(plain.out).toMatch(/INS-01 {2}critical.*\n.*\n {4}in setup\.sh:1\n/);
    expect(plain.out).not.toContain(esc);

    const out: string[] = [];
    const terminal = {
      out: (text: string) => out.push(text),
      error: () => {},
      isInteractive: true,
      hasColours: true,
      progress: null,
    };
    await runCommand(["quarantine", "show", "one@1.1.0"], env, terminal);
    expect(out.join("\n")).toContain(`${esc}[31mheld${esc}[39m`);
    const json = await runInside(["quarantine", "show", "one@1.1.0", "--json"], env);
    expect(JSON.parse(json.out)).toMatchObject({ packageName: "one", state: "held" });
  });

  test("diff shows a stranger's text so that it can do nothing to the terminal", async () => {
    const env = await withHolds({ "trick.txt": `harmless${esc}[2J\u202e` });
    const { out, code } = await runInside(["quarantine", "diff", "one@1.1.0"], env);

    expect(code).toBe(0);
    expect(out).toContain("against 1.0.0\n  2 added, 2 changed, 0 removed, 0 the same");
    expect(out).toContain("~ index.js  2 -> 2 bytes\n  @@ -1,1 +1,1 @@\n  -1\n  +2");
    expect(out).toContain("+harmless\\u{1b}[2J\\u{202e}");
    const json = await runInside(["quarantine", "diff", "one@1.1.0", "--json"], env);
    expect(JSON.parse(json.out)).toMatchObject({ previousVersion: "1.0.0" });
  });

  test("decides about several at once, and says which it could not", async () => {
    const env = await withHolds();
    const reason = ["--reason", "read them"];
    const all = ["one@1.1.0", "missing@1.0.0", "two@1.1.0"];
    const approved = await runInside(["quarantine", "approve", ...all, ...reason], env);
    expect(approved.code).toBe(1);
    expect(approved.out).toMatch(/^approved one@1\.1\.0 .*\napproved two@1\.1\.0 /);
    expect(approved.error).toMatch(/^missing@1\.0\.0: nothing in quarantine/);

    const both = ["one@1.1.0", "two@1.1.0"];
    expect((await runInside(["quarantine", "reject", ...both, ...reason], env)).code).toBe(0);
    const forgotten = await runInside(["quarantine", "forget", ...both, "--json"], env);
    expect(JSON.parse(forgotten.out)).toMatchObject([{ state: "held" }, { state: "held" }]);
  });

  test("suppress, suppressions and unsuppress let a rule pass and count again", async () => {
    const env = await withHolds();
    const why = ["--reason", "its mirror"];
    // That a hook is new, in a package that needs none, would hold it together as well.
    await runInside(["quarantine", "suppress", "one", "--rule", "INS-18", ...why], env);
    const given = ["quarantine", "suppress", "one", "--rule", "INS-01", ...why];
    const made = await runInside(given, env);
    expect([made.code, made.out]).toEqual([
      0,
      expect.stringMatching(/^INS-01 passes for one while 1 files stay what they are \(/),
    ]);
    const { out } = await runInside(["quarantine", "list"], env);
    expect(out).not.toContain("one@1.1.0");
    expect(out).toContain("two@1.1.0");
    const listed = await runInside(["quarantine", "suppressions", "--json"], env);
    const all = JSON.parse(listed.out) as { id: string; ruleId: string }[];
    const id = all.find(({ ruleId }) => ruleId === "INS-01")?.id ?? "";
    const ended = await runInside(["quarantine", "unsuppress", id], env);
    expect(ended.out).toBe("INS-01 counts for one again");
    expect((await runInside(["quarantine", "list"], env)).out).toContain("one@1.1.0");
  });

  test("rescan --all judges what other rules judged and says what became of it", async () => {
    const env = await withHolds();
    {
      await using registry = await startRegistry({ home: env.AGENTREGISTRY_HOME });
      await registry.app.db.write(async (tx) => {
        await tx`update reports set ruleset = 'older'`;
      });
    }
    const { code, out } = await runInside(["quarantine", "rescan", "--all"], env);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(
        /^judged 4 releases with the rules .+\n0 are held now, 0 were released/,
      ),
    ]);
    expect((await runInside(["quarantine", "rescan"], env)).code).toBe(1);
  });

  test("recalls names who fetched what is held now; block holds and lets go", async () => {
    const env = await withHolds();
    {
      await using registry = await startRegistry({ home: env.AGENTREGISTRY_HOME });
      await registry.fetch("/one/-/one-1.0.0.tgz", { peer: "192.0.2.7" });
    }
    const none = await runInside(["quarantine", "recalls"], env);
    expect(none.out).toBe("nothing that was served is held now");
    const blocked = await runInside(["block", "add", "one@1.0.0", "--reason", "asked to"], env);
    expect([blocked.code, blocked.out]).toEqual([0, "blocked one@1.0.0"]);

    const { out } = await runInside(["quarantine", "recalls"], env);
    expect(out).toMatch(
      /^one@1\.0\.0\n {2}Package blocked: .*META-01.*\n {2}anonymous from 192\.0\.2\.7 /,
    );
    const why = await runInside(["why", "one@1.0.0"], env);
    expect(why.out).toContain("META-01");
    expect((await runInside(["block", "list"], env)).out).toContain("asked to");
    const removed = await runInside(["block", "remove", "one@1.0.0"], env);
    expect(removed.out).toBe("took one@1.0.0 off the list");
    expect((await runInside(["quarantine", "recalls"], env)).out).toBe(none.out);
  });
});

test("an approval takes the passphrase whose hash stands in the settings", async () => {
  const env = await withHolds();
  const piped = async (input: string, ...args: string[]) => {
    const ended = await run([bunPath, mainFile, ...args], { env, input });
    return { code: ended.code, out: ended.stdout, error: ended.stderr };
  };
  const made = await piped("open sesame\n", "admin", "passphrase");
  expect(made.code, made.error).toBe(0);
  expect(made.out).toMatch(/^\[approval\]\npassphrase = '\$argon2id\$[^\n]+'\n$/);
  await writeFile(join(env.AGENTREGISTRY_HOME, "agentregistry.toml"), made.out);

  const approve = ["quarantine", "approve", "one@1.1.0", "--reason", "read it"];
  const without = await runInside(approve, env);
  expect(without).toMatchObject({ code: 1, error: expect.stringContaining("--passphrase-stdin") });
  const wrong = await piped("open\n", ...approve, "--passphrase-stdin");
  expect(wrong).toMatchObject({ code: 1, error: expect.stringContaining("not the approval") });
  const right = await piped("open sesame\n", ...approve, "--passphrase-stdin");
  expect(right).toMatchObject({ code: 0, out: expect.stringMatching(/^approved one@1\.1\.0/) });
  expect((await piped("\n", "admin", "passphrase")).code).toBe(1);
  expect((await piped("short\n", "admin", "passphrase")).code).toBe(1);
}, 30_000);

describe("agentregistry block import", () => {
  test("holds what a file lists and says what it could not read", async () => {
    const env = await withHolds();
    const file = join(folder, "bad.txt");
    await writeFile(file, "one@1.0.0 # known since May\n# a comment\nnot a name\ntwo\n");
    const { code, out } = await runInside(["block", "import", file, "--reason", "our list"], env);

    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^blocked 2 entries\nnot read: "not a name": /),
    ]);
    const { out: listed } = await runInside(["block", "list", "--json"], env);
    expect(JSON.parse(listed)).toMatchObject([
      { subject: "one@1.0.0", reason: "known since May" },
      { subject: "two", reason: "our list" },
    ]);
  });
});

describe("agentregistry advisories", () => {
  test("imports a line each, and asks the lists of the settings", async () => {
    const env = await withHolds();
    const lines = join(folder, "bad.jsonl");
    const records = [malware("MAL-1", "bad-one"), malware("MAL-2", "bad-two")];
    await writeFile(lines, records.map((record) => JSON.stringify(record)).join("\n"));
    const imported = await runInside(["advisories", "import", lines], env);
    expect([imported.code, imported.out]).toEqual([0, expect.stringContaining("imported 2 ")]);

    const none = await runInside(["advisories", "refresh"], env);
    expect([none.code, none.out]).toEqual([0, "advisories.sources names no list"]);
    await writeFile(
      join(env.AGENTREGISTRY_HOME, "agentregistry.toml"),
      '[advisories]\nsources = ["bad.txt", "missing.txt"]\n',
    );
    await writeFile(join(env.AGENTREGISTRY_HOME, "bad.txt"), "worse-one\n");
    const refreshed = await runInside(["advisories", "refresh"], env);
    expect([refreshed.code, refreshed.out]).toEqual([
      1,
      expect.stringMatching(
        /^bad\.txt: changed, 0 advisories, 1 entries, 0 not readable\nmissing\.txt: it cannot be read \(ENOENT\); /,
      ),
    ]);
    expect((await runInside(["advisories", "stats"], env)).out).toContain(
      "missing.txt: read never",
    );
  });
});

test("colours end where they began, and are left out where nobody sees them", () => {
  expect(paintFor({ hasColours: true }).bad("x")).toBe(`${esc}[31mx${esc}[39m`);
  expect(paintFor({ hasColours: true }).bad("")).toBe("");
  expect(paintFor({ hasColours: false }).bad("x")).toBe("x");
});
