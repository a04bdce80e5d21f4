import { existsSync } from "node:fs";
import { readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import { type DetachedSignature, ExpertSignatureSchema } from "../trust/expert-signature.ts";

const Entry = z.strictObject({
  name: z.string().max(256),
  version: z.string().max(256),
  signature: ExpertSignatureSchema,
});

/** The signatures over the Experts that one perstack.toml defines; `perstack.toml.sig.json` beside it. */
const SignatureFile = z.strictObject({ signatures: z.array(Entry).max(1000) });

type SignedEntry = z.infer<typeof Entry>;

/** The perstack.toml that a path means: itself, or the one in a folder. */
export async function definitionFileAt(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  const file = found?.isDirectory() ? join(path, "perstack.toml") : path;
  if (existsSync(file)) return file;
  throw new RegistryError("not_found", `there is no ${file}`);
}

/** @throws RegistryError `invalid` for a file that is there and cannot be read */
async function readSignatures(definitionFile: string): Promise<readonly SignedEntry[]> {
  const path = pathOf(definitionFile);
  if (!existsSync(path)) return [];
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, "utf8"));
  } catch {
    throw new RegistryError("invalid", `${path} is not readable as JSON; sign anew`);
  }
  const parsed = SignatureFile.safeParse(json);
  if (parsed.success) return parsed.data.signatures;
  throw new RegistryError("invalid", `${path} holds something else than signatures; sign anew`);
}

/** Those over one version of an Expert. */
export async function signaturesIn(
  definitionFile: string,
  { name, version }: { readonly name: string; readonly version: string },
): Promise<readonly DetachedSignature[]> {
  const all = await readSignatures(definitionFile);
  return all
    .filter((entry) => entry.name === name && entry.version === version)
    .map(({ signature }) => signature);
}

/** Adds a signature; an earlier one of the same signer over the same version is replaced. */
export async function writeSignature(definitionFile: string, added: SignedEntry): Promise<string> {
  const path = pathOf(definitionFile);
  const others = (await readSignatures(definitionFile)).filter(
    ({ name, version, signature }) =>
      name !== added.name ||
      version !== added.version ||
      signature.signer !== added.signature.signer,
  );
  const temporary = `${path}.${process.pid}.new`;
  await writeFile(temporary, `${JSON.stringify({ signatures: [...others, added] }, null, 2)}\n`);
  await rename(temporary, path);
  return path;
}

function pathOf(definitionFile: string): string {
  return `${definitionFile}.sig.json`;
}
