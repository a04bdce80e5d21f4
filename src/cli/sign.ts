import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Command, InvalidArgumentError } from "commander";
import { RegistryError } from "../errors.ts";
import { parseExpertKey } from "../expert/key.ts";
import { definitionDigest } from "../expert/normal-form.ts";
import { publishedForm } from "../expert/perstack-file.ts";
import {
  type DetachedSignature,
  readPrivateKey,
  type SignedExpert,
  signExpert,
} from "../trust/expert-signature.ts";
import { SignerId } from "../trust/trusted-keys.ts";
import { type CommandContext, type Flags, outputOf, show, text } from "./command.ts";
import {
  addExpertCommand,
  type ExpertRegistry,
  findAt,
  openExpertRegistry,
  readPerstackFile,
  withFrame,
} from "./expert-registry.ts";
import { definitionFileAt, writeSignature } from "./signature-file.ts";
import { printable } from "./terminal.ts";

export const signedThing = "a folder or perstack.toml, or name@version of what is published";

/** `agentregistry sign`. */
export function addSignCommand(program: Command, context: CommandContext): void {
  addExpertCommand(program, "sign", "sign the definition of an Expert")
    .argument("<what>", signedThing)
    .requiredOption("--key <file>", "your Ed25519 private key in PEM")
    .requiredOption("--signer <id>", "the id by which others trust your key", readId)
    .option("--name <name>", "which Expert, where the file defines several")
    .action(async (what: string, flags: Flags) => {
      const key = readPrivateKey(await readFile(text(flags["key"]) ?? "", "utf8"));
      const signer = text(flags["signer"]) ?? "";
      const signs = (expert: SignedExpert) => signExpert(key, signer, expert);
      const told = existsSync(what)
        ? await signFile(what, text(flags["name"]), signs)
        : await signPublished(what, context, flags, signs);
      show(outputOf(context, flags), told, () =>
        printable(`${signer} signed ${told.key}: ${told.where}`),
      );
    });
}

type Signs = (expert: SignedExpert) => DetachedSignature;

async function signFile(what: string, name: string | undefined, signs: Signs) {
  const file = await definitionFileAt(what);
  const expert = expertIn(file, name);
  const signature = signs(expert);
  const { name: expertName, version } = expert;
  const path = await writeSignature(file, { name: expertName, version, signature });
  return { key: `${expertName}@${version}`, where: `wrote ${path}`, signature };
}

async function signPublished(what: string, context: CommandContext, flags: Flags, signs: Signs) {
  await using registry = await openExpertRegistry(context, flags);
  const expert = await publishedExpert(registry, what);
  const signature = signs(expert);
  await uploadSignature(registry, expert, signature);
  const key = `${expert.name}@${expert.version}`;
  return { key, where: "the registry has it now", signature };
}

/** What is signed has to be known by its number: a tag may lead elsewhere tomorrow. */
export async function publishedExpert(
  registry: ExpertRegistry,
  what: string,
): Promise<SignedExpert> {
  const key = parseExpertKey(what);
  if (key.version === null) {
    throw new RegistryError("invalid", "name a file, or a version as in @acme/researcher@1.0.0");
  }
  const { definition, digest } = await findAt(registry, what);
  return { name: definition.name, version: definition.version, digest };
}

export async function uploadSignature(
  registry: ExpertRegistry,
  expert: Pick<SignedExpert, "name" | "version">,
  signature: DetachedSignature,
): Promise<void> {
  const path = signaturePath(expert);
  await registry.call({ method: "PUT", path, body: signature });
}

export function signaturePath({ name, version }: Pick<SignedExpert, "name" | "version">): string {
  return `/-/signature/${encodeURIComponent(name)}/${encodeURIComponent(version)}`;
}

export function expertIn(file: string, given: string | undefined): SignedExpert {
  const parsed = readPerstackFile(file);
  const [only] = parsed.names;
  const name = given ?? (parsed.names.length === 1 ? only : undefined);
  if (name === undefined) {
    const names = parsed.names.map(printable).join(", ");
    throw new RegistryError(
      "invalid",
      `name one Expert with --name: ${names === "" ? "none is defined" : names}`,
    );
  }
  const definition = withFrame(() => publishedForm(parsed, name));
  const { version } = definition;
  return { name: definition.name, version, digest: definitionDigest(definition) };
}

function readId(given: string): string {
  const parsed = SignerId.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? "this is no id.");
}
