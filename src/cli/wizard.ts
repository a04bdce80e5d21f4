import type { Command } from "commander";
import type { CommandContext, Flags } from "./command.ts";
import {
  type ExpertRegistry,
  findAt,
  perstackPath,
  readPerstackFile,
  versionsAt,
} from "./expert-registry.ts";
import { printable } from "./terminal.ts";

interface Choice {
  readonly value: string;
  readonly hint?: string;
}

/** Questions to a person at a terminal. Each answer is null when they left. */
export interface Wizard {
  choose(question: string, choices: readonly Choice[]): Promise<string | null>;
  /** No is preselected. */
  confirm(question: string): Promise<boolean>;
  /** @param fault what is wrong with a line, or undefined */
  ask(
    question: string,
    initial: string,
    fault: (line: string) => string | undefined,
  ): Promise<string | null>;
}

/**
 * Lets a command without arguments ask for them, where somebody sits at a terminal.
 *
 * @param missing the argument that is named as missing elsewhere, which is wrong usage
 */
export async function openWizard(
  { terminal }: CommandContext,
  flags: Flags,
  command: Command,
  missing: string,
): Promise<Wizard> {
  if (!terminal.isInteractive || flags["json"] === true) missingArgument(command, missing);
  // Loaded only here: no other command needs it.
  const { confirm, isCancel, select, text } = await import("@clack/prompts");
  return {
    async choose(question, choices) {
      const options = choices.map(({ value, hint }) => ({
        value,
        label: printable(value),
        ...(hint === undefined ? {} : { hint: printable(hint) }),
      }));
      const answer = await select({ message: question, options });
      return isCancel(answer) ? null : answer;
    },
    confirm: async (question) =>
      (await confirm({ message: question, initialValue: false })) === true,
    async ask(question, initial, fault) {
      const answer = await text({
        message: question,
        initialValue: initial,
        validate: (line) => fault(line ?? ""),
      });
      return isCancel(answer) ? null : (answer ?? "");
    },
  };
}

/** What somebody types at a terminal without its being shown; null when they left. */
export async function askSecret(question: string): Promise<string | null> {
  const { isCancel, password } = await import("@clack/prompts");
  const answer = await password({ message: question });
  return isCancel(answer) ? null : (answer ?? "");
}

export function missingArgument(command: Command, name: string): never {
  command.error(`error: missing required argument '${name}'`);
}

/** Says that nothing was done: leaving a wizard is no failure. */
export function sayCancelled({ terminal }: CommandContext): void {
  terminal.error("cancelled: nothing was changed");
}

/** Lets somebody choose one of the Experts of their perstack.toml, and a published version of it. */
export async function chooseVersion(
  wizard: Wizard,
  registry: ExpertRegistry,
  flags: Flags,
): Promise<string | null> {
  const { names } = readPerstackFile(perstackPath(flags));
  const name = await chooseName(wizard, names);
  if (name === null) return null;
  const versions = await versionsAt(registry, name);
  const found = await Promise.all(
    versions.map(async ({ version }) => await findAt(registry, `${name}@${version}`)),
  );
  const version = await wizard.choose(
    `Which version of ${printable(name)}?`,
    found.map(({ definition, status, tags }) => ({
      value: definition.version,
      hint: [status, ...tags].join(", "),
    })),
  );
  return version === null ? null : `${name}@${version}`;
}

/** The only one needs no question. */
export async function chooseName(wizard: Wizard, names: readonly string[]): Promise<string | null> {
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  return await wizard.choose(
    "Which Expert?",
    names.map((value) => ({ value })),
  );
}
