import { cp, mkdtemp, rm } from "node:fs/promises";
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
