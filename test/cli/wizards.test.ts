import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { runInside } from "../support/command.ts";

const enter = "\r";
const down = "\u001b[B";
const left = "\u001b[D";
const leave = "\u0003";

/** Runs a command on a pseudo-terminal and types each answer once its question is on the screen. */
async function atTerminal(
  cwd: string,
  args: readonly string[],
  answers: readonly (readonly [question: string, keys: string])[],
): Promise<{ code: number; screen: string }> {
  let screen = "";
  let asked = 0;
  let next = 0;
  const child = Bun.spawn([process.execPath, resolve("src/main.ts"), ...args], {
    cwd,
    env: { ...process.env, AGENTREGISTRY_HOME: join(cwd, "home"), AGENTREGISTRY_UPSTREAM: "none" },
    terminal: {
      cols: 100,
      rows: 40,
      data(terminal, data) {
        screen += Buffer.from(data).toString();
        const [question, keys] = answers[next] ?? [];
        if (question === undefined || keys === undefined) return;
        const at = screen.indexOf(question, asked);
        if (at < 0) return;
        asked = at + question.length;
        next += 1;
        terminal.write(keys);
      },
    },
  });
  return { code: await child.exited, screen };
}

test("publish asks which Expert of several is meant, and publishes that one alone", async () => {
  const dir = await mkdtemp(join(tmpdir(), "wizards-"));
  try {
    const texts = await Promise.all(
      ["fact-checker", "researcher"].map((name) =>
        readFile(`examples/${name}/perstack.toml`, "utf8"),
      ),
    );
    await writeFile(join(dir, "perstack.toml"), texts.join("\n"));
    const env = { AGENTREGISTRY_HOME: join(dir, "home"), AGENTREGISTRY_UPSTREAM: "none" };
    const isThere = async (name: string) =>
      (await runInside(["expert", "show", name], env)).code === 0;

    const left = await atTerminal(dir, ["publish"], [["Which Expert?", leave]]);
    expect(left, left.screen).toMatchObject({ code: 0 });
    expect(left.screen).toContain("cancelled: nothing was changed");
    expect(await isThere("@acme/fact-checker")).toBe(false);

    // It delegates to the first, which is not published yet.
    const second = await atTerminal(dir, ["publish"], [["Which Expert?", down + enter]]);
    expect(second, second.screen).toMatchObject({ code: 1 });
    expect(second.screen).toContain("unknown delegate @acme/fact-checker");

    const first = await atTerminal(dir, ["publish"], [["Which Expert?", enter]]);
    expect(first, first.screen).toMatchObject({ code: 0 });
    expect(first.screen).toContain("published @acme/fact-checker@1.0.0");
    expect(await isThere("@acme/researcher")).toBe(false);
    const again = await atTerminal(dir, ["publish"], [["Which Expert?", down + enter]]);
    expect(again.screen).toContain("published @acme/researcher@1.0.0");
  } finally {
    await rm(dir, { recursive: true });
  }
}, 60_000);

test("publish is one call, and tag, status and unpublish ask for what they need", async () => {
  const dir = await mkdtemp(join(tmpdir(), "wizards-"));
  try {
    await cp("examples/fact-checker/perstack.toml", join(dir, "perstack.toml"));
    const env = { AGENTREGISTRY_HOME: join(dir, "home"), AGENTREGISTRY_UPSTREAM: "none" };
    const shown = async () =>
      JSON.parse((await runInside(["expert", "show", "@acme/fact-checker", "--json"], env)).out);
    expect((await atTerminal(dir, ["publish"], [])).screen).toContain(
      "published @acme/fact-checker",
    );

    const tagged = await atTerminal(
      dir,
      ["tag"],
      [
        ["Which version", enter],
        ["Tags, with commas", `stable${enter}`],
        ["Give @acme/fact-checker@1.0.0 stable?", left + enter],
      ],
    );
    expect(tagged, tagged.screen).toMatchObject({ code: 0 });
    expect(await shown()).toMatchObject({ tags: ["latest", "stable"] });

    const kept = await atTerminal(
      dir,
      ["unpublish"],
      [
        ["Which version", enter],
        ["for good?", enter],
      ],
    );
    expect(kept.screen).toContain("cancelled: nothing was changed");
    expect(kept.code).toBe(0);
    expect((await atTerminal(dir, ["status"], [["Which version", leave]])).screen).toContain(
      "cancelled",
    );

    const moved = await atTerminal(
      dir,
      ["status"],
      [
        ["Which version", enter],
        ["Which status?", down + enter],
        ["deprecated?", left + enter],
      ],
    );
    expect(moved, moved.screen).toMatchObject({ code: 0 });
    expect(await shown()).toMatchObject({ status: "deprecated" });
  } finally {
    await rm(dir, { recursive: true });
  }
}, 60_000);
