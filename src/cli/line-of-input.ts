import { RegistryError } from "../errors.ts";

/** The first line of standard input. @throws RegistryError `invalid` when there is none */
export async function lineOfInput(what: string): Promise<string> {
  const [line = ""] = (await Bun.stdin.text()).split(/\r?\n/);
  if (line === "") throw new RegistryError("invalid", `standard input holds no ${what}`);
  return line;
}
