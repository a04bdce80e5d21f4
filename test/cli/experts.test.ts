import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runInside } from "../support/command.ts";
import { definition, root } from "../support/experts.ts";
import { startRegistry } from "../support/registry.ts";

let folder = "";
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-experts-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Place {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  run(...args: string[]): ReturnType<typeof runInside>;
  /** Writes a perstack.toml and says where it is. */
  file(...experts: string[]): Promise<string>;
}

/** A home without an upstream, and a folder for an author's files. */
async function place(more: Readonly<Record<string, string>> = {}): Promise<Place> {
  const dir = join(folder, String(count++));
  await mkdir(dir, { recursive: true });
  const env = { AGENTREGISTRY_HOME: join(dir, "home"), AGENTREGISTRY_UPSTREAM: "none", ...more };
  return {
    dir,
    env,
    run: (...args) => runInside(args, env),
    async file(...experts) {
      const path = join(dir, "perstack.toml");
      await writeFile(path, experts.join("\n"));
      return path;
    },
  };
}

function toml(
  name: string,
  version: string,
  { delegates = [] as string[], more = "" } = {},
): string {
  return `
[experts."${name}"]
version = "${version}"
description = "What ${name} is for"
instruction = """
Read it.
Answer in one sentence.
"""
delegates = ${JSON.stringify(delegates)}
[experts."${name}".skills."@perstack/base"]
type = "mcpStdioSkill"
command = "npx"
packageName = "@perstack/base"
pick = ["readTextFile"]
${more}
`;
}

const examples = ["fact-checker", "researcher", "release-notes"];

/** A home with the three examples published. */
async function withExamples(): Promise<Place> {
  const here = await place();
  for (const name of examples) {
    const outcome = await here.run("publish", "--config", `examples/${name}/perstack.toml`);
    expect(outcome.code, outcome.error).toBe(0);
  }
  return here;
}

async function publishAll(here: Place, ...experts: string[]): Promise<void> {
  for (const expert of experts) {
    const outcome = await here.run("publish", "--config", await here.file(expert));
    expect(outcome.code, outcome.error).toBe(0);
  }
}

describe("publish", () => {
  test("prints the key and digest on stdout, and what its author should know on stderr", async () => {
    const here = await withExamples();
    const file = await here.file(toml("@acme/new", "1.0.0", { delegates: ["@acme/researcher"] }));
    const outcome = await here.run("publish", "--config", file);
    expect(outcome.out).toMatch(/^published @acme\/new@1\.0\.0\n {2}sha256-[0-9a-f]{64}$/);
    expect(outcome.error).toMatch(/^warning: the delegate @acme\/researcher may change/);
    const shown = await here.run("expert", "show", "@acme/new", "--json");
    expect(`sha256-${(JSON.parse(shown.out) as { digest: string }).digest}`).toBe(
      outcome.out.split(/\s+/).at(-1),
    );
  });

  test("takes the one that is named, and asks for a name where there are several", async () => {
    const here = await place();
    const file = await here.file(toml("@acme/a", "1.0.0"), toml("@acme/b", "1.0.0"));
    expect(await here.run("publish", "--config", file)).toMatchObject({
      code: 1,
      error: expect.stringContaining("name one of @acme/a, @acme/b"),
    });
    expect(await here.run("publish", "@acme/c", "--config", file)).toMatchObject({
      code: 1,
      error: expect.stringContaining("it has @acme/a, @acme/b"),
    });
    expect((await here.run("publish", "@acme/b", "--config", file)).out).toContain("@acme/b@1.0.0");
    expect((await here.run("expert", "show", "@acme/a")).code).toBe(1);
  });

  test("--dry-run prints the body and sends nothing", async () => {
    const here = await place();
    const file = await here.file(toml("@acme/a", "1.0.0"));
    const { out, code } = await here.run("publish", "--config", file, "--dry-run");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      name: "@acme/a",
      minRuntimeVersion: "v1.0",
      tags: ["latest"],
    });
    expect((await here.run("expert", "show", "@acme/a")).error).toContain("no expert matches");
  });

  test("a fault in the file is shown with its place and its lines", async () => {
    const here = await place();
    const file = await here.file('[experts."@acme/a"]', "version = 1.0.0");
    const { code, error } = await here.run("publish", "--config", file);
    expect(code).toBe(1);
    expect(error).toMatch(/at line 2, column \d+/);
    expect(error).toContain("> 2 | version = 1.0.0");
  });

  test.each([
    [["publish", "--config", "/nothing/perstack.toml"], 1, "there is no /nothing/perstack.toml"],
    [["unpublish", "@acme/a", "--force"], 1, "name the version to remove"],
    [["unpublish", "@acme/a@1.0.0"], 1, "--force"],
    [["unpublish", "@acme/a@1.0.0", "--force"], 1, "no expert matches @acme/a@1.0.0"],
    [["tag", "@acme/a@1.0.0"], 2, "missing required argument"],
    [["tag", "@acme/a@1.0.0", "UPPER"], 1, "a tag has"],
    [["tag"], 2, "missing required argument 'key'"],
    [["status"], 2, "missing required argument 'key'"],
    [["unpublish"], 2, "missing required argument 'key'"],
    [["status", "@acme/a@1.0.0"], 2, "missing required argument 'status'"],
    [["status", "@acme/a@1.0.0", "gone"], 2, "choose one of"],
    [["expert", "show", "NOT A KEY"], 1, "is not an Expert key"],
    [["expert", "dependents", "@acme/a"], 1, "no expert matches"],
    [["resolve", "@acme/a"], 1, "no expert matches"],
    [["resolve", "@acme/a", "--frozen"], 1, "resolve without --frozen first"],
  ])("%j is %d and says: %s", async (args, code, sentence) => {
    const here = await place();
    const own = ["--lock", join(here.dir, "lock")];
    const outcome = await here.run(...args, ...(args[0] === "resolve" ? own : []));
    expect(outcome.code, outcome.error).toBe(code);
    expect(outcome.error).toContain(sentence);
    expect(outcome.out).toBe("");
  });
});

test("tags are replaced, a status moves on, and a removed version is gone", async () => {
  const here = await place();
  await publishAll(here, toml("@acme/a", "1.0.0"), toml("@acme/a", "1.1.0"));
  expect((await here.run("tag", "@acme/a@1.0.0", "stable", "old")).out).toBe(
    "@acme/a@1.0.0\n  old, stable",
  );
  expect((await here.run("tag", "@acme/a@1.0.0", "stable")).out).toBe("@acme/a@1.0.0\n  stable");
  expect((await here.run("status", "@acme/a@1.0.0", "deprecated")).out).toBe(
    "@acme/a@1.0.0\n  deprecated",
  );
  expect((await here.run("status", "@acme/a@1.0.0", "available")).error).toContain(
    "a deprecated version cannot become available again",
  );
  const versions = await here.run("expert", "versions", "@acme/a", "--json");
  expect(JSON.parse(versions.out)).toMatchObject([
    { version: "1.1.0", status: "available", tags: ["latest"] },
    { version: "1.0.0", status: "deprecated", tags: ["stable"] },
  ]);
  expect((await here.run("unpublish", "@acme/a@1.0.0", "--force")).out).toBe(
    "removed @acme/a@1.0.0",
  );
  expect((await here.run("expert", "show", "@acme/a@1.0.0")).code).toBe(1);
});

describe("looking at Experts", () => {
  test("show: definition, skills, capabilities and a risk that includes the delegates'", async () => {
    const here = await withExamples();
    const notes = await here.run("expert", "show", "@acme/release-notes");
    expect(notes.out).toMatch(/^@acme\/release-notes@1\.0\.0 {2}available {2}\(latest\)\n/);
    expect(notes.out).toContain("risk high");
    expect(notes.out).toContain("ask  asks the user (askUser)");
    expect(notes.out).toContain("@acme/fact-checker  floating");
    const shown = await here.run("expert", "show", "@acme/researcher@1.0.0", "--json");
    expect(JSON.parse(shown.out)).toMatchObject({
      key: "@acme/researcher@1.0.0",
      risk: "medium",
      capabilities: { filesystem: "read", subprocess: "none" },
      delegates: [{ key: "@acme/fact-checker@1.0.0", pinning: "pinned" }],
    });
  });

  test("show: what a definition says cannot steer the terminal", async () => {
    const here = await place();
    const body = definition("@acme/a", "1.0.0", { instruction: "one\u001b[2Jtwo" });
    await using registry = await startRegistry({ home: here.env["AGENTREGISTRY_HOME"] ?? "" });
    await registry.asOwner(`${root}/`, { method: "POST", json: body });
    await registry[Symbol.asyncDispose]();
    const { out } = await here.run("expert", "show", "@acme/a");
    expect(out).toContain("one\\u{1b}[2Jtwo");
  });

  test("tree: marks, what a key means now, circles and repetitions cut", async () => {
    const here = await place();
    await publishAll(
      here,
      toml("@acme/leaf", "1.0.0"),
      toml("@acme/a", "1.0.0", { delegates: ["@acme/leaf"] }),
      toml("@acme/b", "1.0.0", { delegates: ["@acme/a", "@acme/leaf@1.0.0"] }),
      toml("@acme/a", "2.0.0", { delegates: ["@acme/b@latest", "@acme/b@1.0.0"] }),
    );
    expect((await here.run("expert", "tree", "@acme/a")).out).toBe(
      [
        "@acme/a  floating  → @acme/a@2.0.0",
        "├─ @acme/b@latest  tagged  → @acme/b@1.0.0",
        "│  ├─ @acme/a  floating  → @acme/a@2.0.0  (a circle)",
        "│  └─ @acme/leaf@1.0.0  pinned",
        "└─ @acme/b@1.0.0  pinned  (see above)",
      ].join("\n"),
    );
    const { out } = await here.run("expert", "tree", "@acme/a", "--json");
    expect(JSON.parse(out)).toMatchObject({
      delegates: [{ pinning: "tagged", delegates: [{ cut: "circle" }, {}] }, { cut: "repeated" }],
    });
  });

  test("dependents: by number and by tag", async () => {
    const here = await withExamples();
    const { out } = await here.run("expert", "dependents", "@acme/fact-checker", "--json");
    expect(JSON.parse(out)).toEqual({
      key: "@acme/fact-checker@1.0.0",
      dependents: [
        {
          key: "@acme/release-notes@1.0.0",
          delegate: "@acme/fact-checker",
          status: "available",
        },
        {
          key: "@acme/researcher@1.0.0",
          delegate: "@acme/fact-checker@1.0.0",
          status: "available",
        },
      ],
    });
    expect((await here.run("expert", "dependents", "@acme/release-notes")).out).toBe(
      "nothing delegates to @acme/release-notes@1.0.0",
    );
  });

  test("diff: what changed since the version before, or another", async () => {
    const here = await place();
    const web = `[experts."@acme/a".skills."web"]
type = "mcpSseSkill"
endpoint = "https://tools.example.com/sse"`;
    await publishAll(
      here,
      toml("@acme/b", "1.0.0"),
      toml("@acme/a", "1.0.0"),
      toml("@acme/a", "1.1.0", { delegates: ["@acme/b@1.0.0"], more: web }).replace(
        "Answer in one sentence.",
        "Answer in two.",
      ),
    );
    const { out } = await here.run("expert", "diff", "@acme/a");
    expect(out).toMatch(/^@acme\/a@1\.0\.0 → @acme\/a@1\.1\.0\n/);
    for (const line of [
      "  delegates\n    + @acme/b@1.0.0",
      "  skills.web\n    + {",
      "  capabilities.network\n    - none\n    + outbound",
      "  instruction\n    - Answer in one sentence.\n    + Answer in two.",
    ]) {
      expect(out).toContain(line);
    }
    expect(await here.run("expert", "diff", "@acme/a@1.1.0", "1.0.0", "--json")).toMatchObject({
      out: expect.stringContaining('"after": "@acme/a@1.0.0"'),
    });
    expect((await here.run("expert", "diff", "@acme/a@1.0.0")).error).toContain("lowest version");
  });
});

describe("resolve", () => {
  test("own definitions first, then the registry; --frozen keeps to what was locked", async () => {
    const here = await withExamples();
    const file = await here.file(
      toml("top", "0.1.0", { delegates: ["@acme/researcher", "helper"] }),
      toml("helper", "0.1.0", { delegates: ["top"] }),
    );
    const first = await here.run("resolve", "top", "--config", file);
    expect(first.code, first.error).toBe(0);
    const lock = await readFile(join(here.dir, "perstack.lock"), "utf8");
    expect(JSON.parse(lock)).toMatchObject({
      root: "top",
      experts: {
        top: { version: "0.1.0", from: "file" },
        helper: { from: "file" },
        "@acme/researcher": { version: "1.0.0", from: "registry" },
        "@acme/fact-checker@1.0.0": { version: "1.0.0" },
      },
    });

    // A newer one does not matter to what is locked, and does to what is resolved anew.
    await publishAll(here, toml("@acme/researcher", "1.1.0"));
    await here.file(
      toml("top", "0.1.0", { delegates: ["@acme/researcher", "helper"] }),
      toml("helper", "0.1.0", { delegates: ["top"] }),
    );
    const frozen = await here.run("resolve", "top", "--config", file, "--frozen");
    expect(frozen.code, frozen.error).toBe(0);
    expect(await readFile(join(here.dir, "perstack.lock"), "utf8")).toBe(lock);
    expect((await here.run("resolve", "top", "--config", file)).out).toMatch(
      /@acme\/researcher +1\.1\.0/,
    );
  });

  test("--frozen names the first difference and writes nothing", async () => {
    const here = await withExamples();
    const path = join(here.dir, "lock.json");
    const resolve = (...more: string[]) =>
      here.run("resolve", "@acme/researcher", "--lock", path, ...more);
    expect((await resolve()).code).toBe(0);
    const lock = await readFile(path, "utf8");
    const { experts } = JSON.parse(lock) as { experts: Record<string, { digest: string }> };
    const digest = experts["@acme/fact-checker@1.0.0"]?.digest ?? "";
    const edits: [string, string, string][] = [
      [digest, "0".repeat(64), `@acme/fact-checker@1.0.0) has the digest ${digest}`],
      ['"@acme/fact-checker@1.0.0": {', '"@acme/other@1.0.0": {', "is not in the lock"],
      ['"name": "@acme/fact-checker"', '"name": "@acme/researcher"', "the lock says that"],
      ['"root": "@acme/researcher"', '"root": "@acme/x"', "the lock is for @acme/x"],
      ['"lockfile": "agentregistry"', '"lockfile": "x"', "is not a lock file of agentregistry"],
    ];
    for (const [from, to, sentence] of edits) {
      const edited = lock.replace(from, to);
      await writeFile(path, edited);
      const outcome = await resolve("--frozen");
      expect(outcome.code, from).toBe(1);
      expect(outcome.error).toContain(sentence);
      expect(await readFile(path, "utf8")).toBe(edited);
    }
    expect((await resolve()).error).toContain("is not a lock file of agentregistry");
  });

  test("a disabled Expert is refused anew, and only warned of when it is locked", async () => {
    const here = await place();
    await publishAll(here, toml("@acme/a", "1.0.0"));
    const lock = ["--lock", join(here.dir, "lock")];
    expect((await here.run("resolve", "@acme/a", ...lock)).code).toBe(0);
    await here.run("status", "@acme/a@1.0.0", "disabled");
    expect(await here.run("resolve", "@acme/a", ...lock)).toMatchObject({
      code: 1,
      error: expect.stringContaining("is disabled by its publisher"),
    });
    expect(await here.run("resolve", "@acme/a", ...lock, "--frozen")).toMatchObject({
      code: 0,
      error: "warning: @acme/a@1.0.0 is disabled by its publisher",
    });
  });
});

describe("resolve, of a file alone", () => {
  test("an Expert without a description is one for the runtime, and no one for publishing", async () => {
    const here = await place();
    const bare = toml("top", "0.1.0", { delegates: ["helper"] }).replace(/^description.*$/m, "");
    const file = await here.file(bare, toml("helper", "0.1.0"));
    const resolved = await here.run("resolve", "top", "--config", file);
    expect(resolved.code, resolved.error).toBe(0);
    expect((await here.run("resolve", "top", "--config", file, "--frozen")).code).toBe(0);
    expect(await here.run("publish", "top", "--config", file)).toMatchObject({
      code: 1,
      error: expect.stringContaining("description"),
    });
  });

  test.each([
    [1000, 0, ""],
    [1001, 1, "e0 delegates to more than 999 Experts, directly or through others"],
  ])("a tree of %d Experts ends with %d", async (count, code, sentence) => {
    const here = await place();
    const chain = Array.from({ length: count }, (_, at) => {
      const delegates = at + 1 < count ? `["e${at + 1}"]` : "[]";
      return `[experts.e${at}]\ninstruction = "Go on."\ndelegates = ${delegates}`;
    });
    const file = await here.file(...chain);
    const outcome = await here.run("resolve", "e0", "--config", file, "--json");
    expect(outcome).toMatchObject({ code, error: expect.stringContaining(sentence) });
  });
});

describe("another registry", () => {
  test("is asked with the key from the environment or from .env, and its reasons are shown", async () => {
    await using other = await startRegistry();
    await using listening = other.listen();
    const env = { PERSTACK_API_BASE_URL: `${listening.url}/` };
    const here = await place({ ...env, PERSTACK_API_KEY: other.token });
    const file = await here.file(toml("@acme/a", "1.0.0"));
    expect((await here.run("publish", "--config", file)).out).toContain("published @acme/a@1.0.0");
    expect((await here.run("publish", "--config", file)).error).toContain("@acme/a@1.0.0");
    expect((await other.fetch(`${root}/%40acme%2Fa`)).status).toBe(200);

    const noKey = await place(env);
    const theirs = await noKey.file(toml("@acme/b", "1.0.0"));
    expect(await noKey.run("publish", "--config", theirs)).toMatchObject({
      code: 1,
      error: expect.stringContaining("PERSTACK_API_KEY"),
    });
    await writeFile(join(noKey.dir, ".env"), `PERSTACK_API_KEY=${other.token}\n`);
    expect((await noKey.run("publish", "--config", theirs)).out).toContain("@acme/b@1.0.0");
  });

  test("an address from .env never gets the key of the environment", async () => {
    await using other = await startRegistry();
    const heard: (string | null)[] = [];
    using trap = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      fetch(request) {
        heard.push(request.headers.get("authorization"));
        const body = { code: 400, error: "Bad Request", reason: "no\u001b[2J" };
        return Response.json(body, { status: 400 });
      },
    });
    const url = `http://127.0.0.1:${trap.port}`;
    for (const env of [{}, { PERSTACK_API_BASE_URL: url }]) {
      const here = await place({ ...env, PERSTACK_API_KEY: other.token });
      const file = await here.file(toml("@acme/a", "1.0.0"));
      await writeFile(join(here.dir, ".env"), `PERSTACK_API_BASE_URL=${url}\n`);
      const outcome = await here.run("publish", "--config", file);
      expect(outcome).toMatchObject({ code: 1, error: "agentregistry: no\\u{1b}[2J" });
    }
    expect(heard).toEqual([null, null]);
  });

  test.each(["http://registry.example", "ftp://localhost", "nonsense"])(
    "%s is no address for a key",
    async (url) => {
      const here = await place({ PERSTACK_API_BASE_URL: url, PERSTACK_API_KEY: "secret" });
      expect(await here.run("expert", "show", "@acme/a")).toMatchObject({
        code: 1,
        error: expect.stringContaining("must be an https address"),
      });
    },
  );
});
