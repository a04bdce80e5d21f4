import { existsSync, readFileSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { RegistryError } from "../errors.ts";
import { parseTrustFile } from "./trust-file.ts";
import { compile, KeysSchema, keysPath, type TrustedSigners } from "./trusted-keys.ts";

/** A signer as it is written into trust/keys.toml. */
export interface NewSigner {
  readonly id: string;
  /** Of an Ed25519 key: its DER form in base64. */
  readonly key:
    | { readonly algorithm: "ed25519"; readonly publicKey: string }
    | { readonly algorithm: "hmac-sha256"; readonly secret: string };
  readonly publishers: readonly string[] | null;
}

/** What a home's trust/keys.toml says. @throws RegistryError `invalid` */
export function readKeysFile(home: string): TrustedSigners {
  const path = keysPath(home);
  return compile(parseTrustFile(path, textOf(path), KeysSchema));
}

/**
 * Adds a signer at the end of the file; everything that people wrote there stays as it is.
 *
 * @throws RegistryError `invalid`; `conflict` for an id that is there with the same algorithm
 */
export async function addSigner(home: string, { id, key, publishers }: NewSigner): Promise<void> {
  const path = keysPath(home);
  const isThere = readKeysFile(home).all.some(
    (signer) => signer.id === id && signer.algorithm === key.algorithm,
  );
  if (isThere) {
    throw new RegistryError(
      "conflict",
      `there is a key of ${id} already; \`agentregistry keys remove ${id}\` takes it away`,
    );
  }
  const [name, value] =
    key.algorithm === "ed25519" ? ["public_key", key.publicKey] : ["secret", key.secret];
  const lines = [
    "[[signer]]",
    `id = ${JSON.stringify(id)}`,
    `algorithm = ${JSON.stringify(key.algorithm)}`,
    `${name} = ${JSON.stringify(value)}`,
    ...(publishers === null ? [] : [`publishers = ${JSON.stringify(publishers)}`]),
    "",
  ];
  const before = textOf(path);
  const gap = before === "" ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  await replace(path, `${before}${gap}${lines.join("\n")}`);
}

/**
 * Takes the keys of an id out of the file, with their lines alone.
 *
 * @returns how many there were
 * @throws RegistryError `not_found`; `invalid` for a file that is written in another way than in tables
 */
export async function removeSigner(home: string, id: string): Promise<number> {
  const path = keysPath(home);
  const before = readKeysFile(home).all;
  const count = before.filter((signer) => signer.id === id).length;
  if (count === 0) throw new RegistryError("not_found", `no key of ${id} is trusted`);
  const doomed = new Set(before.flatMap((signer, index) => (signer.id === id ? [index] : [])));
  const text = withoutTables(textOf(path), doomed);
  const left = compile(parseTrustFile(path, text, KeysSchema)).all;
  const wanted = before.filter((signer) => signer.id !== id).map((signer) => signer.id);
  if (JSON.stringify(left.map((signer) => signer.id)) !== JSON.stringify(wanted)) {
    throw new RegistryError("invalid", `take ${id} out of ${path} by hand; it is not in tables`);
  }
  await replace(path, text);
  return count;
}

/** Comments above a table stay, since they may be about more than it; a table's last lines are its own. */
function withoutTables(text: string, doomed: ReadonlySet<number>): string {
  const kept: string[] = [];
  let table = -1;
  let waiting: string[] = [];
  for (const line of text.split("\n")) {
    if (/^\s*\[/.test(line)) {
      // Comments and blank lines before a header belong to what follows.
      kept.push(...waiting);
      waiting = [];
      table++;
    }
    if (!doomed.has(table)) kept.push(line);
    else if (/^\s*(?:#|$)/.test(line)) waiting.push(line);
    else waiting = [];
  }
  return [...kept, ...waiting].join("\n");
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** A registry that reads it meanwhile sees the old file or the new one. */
async function replace(path: string, text: string): Promise<void> {
  // It is better not written than written so that no registry starts any more.
  parseTrustFile(path, text, KeysSchema);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.new`;
  const file = await open(temporary, "w", 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}
