import { runCommand } from "../../src/cli/main.ts";

export interface CommandOutcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a command inside the test and catches what it prints. */
export async function runInside(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandOutcome> {
  const out: string[] = [];
  const error: string[] = [];
  const code = await runCommand(args, env, {
    out: (text) => out.push(text),
    error: (text) => error.push(text),
    isInteractive: false,
    hasColours: false,
    progress: null,
  });
  return { code, out: out.join("\n"), error: error.join("\n") };
}
