import { RegistryError } from "../errors.ts";

/** The token for one upstream, got when it is first needed. */
export interface Credentials {
  token(): Promise<string | null>;
  /** The upstream refused it: the next request gets it anew. */
  forget(): void;
}

export interface CredentialOptions {
  /** Text with `${NAME}` for environment variables. */
  readonly token: string | undefined;
  /** A program with its arguments that prints the token. */
  readonly command: readonly string[] | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const commandTimeoutMs = 10_000;

/** @throws RegistryError `invalid` when a variable is not set, at once and not at the first request */
export function createCredentials({ token, command, env }: CredentialOptions): Credentials {
  if (token !== undefined) {
    const value = expand(token, env);
    return { token: async () => value, forget: () => {} };
  }
  if (command === undefined) return { token: async () => null, forget: () => {} };
  let known: Promise<string> | null = null;
  const forget = () => {
    known = null;
  };
  return {
    forget,
    token() {
      if (known === null) {
        known = printedBy(command);
        // A failed run is not kept; whoever waits for it sees the failure.
        known.catch(forget);
      }
      return known;
    },
  };
}

function expand(text: string, env: CredentialOptions["env"]): string {
  return text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = env[name];
    if (value === undefined || value === "") {
      throw new RegistryError(
        "invalid",
        `the environment variable ${name}, which the token of an upstream names, is not set`,
      );
    }
    return value;
  });
}

async function printedBy(command: readonly string[]): Promise<string> {
  try {
    const child = Bun.spawn([...command], {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "ignore",
      timeout: commandTimeoutMs,
    });
    const text = (await new Response(child.stdout).text()).trim();
    if ((await child.exited) === 0 && /^[\x21-\x7e]+$/.test(text)) return text;
  } catch {
    // It could not be started: the same sentence.
  }
  throw new RegistryError(
    "upstream_failed",
    "the token_command of an upstream printed no token; the owner of this registry can mend it",
  );
}
