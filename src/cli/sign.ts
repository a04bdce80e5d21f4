import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import { parseExpertKey } from "../expert/key.ts";
import { definitionDigest } from "../expert/normal-form.ts";
import { publishedForm } from "../expert/perstack-file.ts";
import { checkPackSignature } from "../intent/bundle/pack-signature.ts";
import { readBundle } from "../intent/bundle/read-bundle.ts";
import { packageNameOf } from "../intent/expert-pack.ts";
import { readKeysFile } from "../trust/edit-keys-file.ts";
import {
  checkExpertSignatures,
  type DetachedSignature,
  ExpertSignatureSchema,
  readPrivateKey,
  type SignedExpert,
  signExpert,
} from "../trust/expert-signature.ts";
import { SignerId, type TrustedSigners } from "../trust/trusted-keys.ts";
import { type CommandContext, configOf, type Flags, outputOf, show, text } from "./command.ts";
import {
  addExpertCommand,
  type ExpertRegistry,
  findAt,
  openExpertRegistry,
  readPerstackFile,
  withFrame,
} from "./expert-registry.ts";
import { definitionFileAt, signaturesIn, writeSignature } from "./signature-file.ts";
import { printable } from "./terminal.ts";

const What = "a folder or perstack.toml, or name@version of what is published";

/** `agentregistry sign` and `agentregistry verify`. */
export function addSignCommands(program: Command, context: CommandContext): void {
  addExpertCommand(program, "sign", "sign the definition of an Expert")
    .argument("<what>", What)
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

  addExpertCommand(program, "verify", "what the signatures of an Expert or a pack are worth here")
    .argument("<what>", `${What}, or a bundle .n3pack.zip`)
    .option("--name <name>", "which Expert, where the file defines several")
    .action(async (what: string, flags: Flags) => {
      const { home } = configOf(context, { ...flags, config: undefined });
      const trusted = readKeysFile(home);
      const checked = !existsSync(what)
        ? await verifyPublished(what, context, flags, trusted)
        : /\.zip$/i.test(what)
          ? await verifyBundle(what, trusted)
          : await verifyFile(what, text(flags["name"]), trusted);
      show(outputOf(context, flags), checked, () => {
        const { key, status, signer, verifiedBy } = checked;
        const by =
          verifiedBy.length > 0
            ? ` with the key of ${verifiedBy.join(", ")}`
            : signer === null
              ? ""
              : `; it says that ${signer} signed it`;
        return printable(`${status}: ${key}${by}`);
      });
      context.exit(checked.status === "verified" ? 0 : 1);
    });
}

type Signs = (expert: SignedExpert) => DetachedSignature;

interface Verified {
  readonly key: string;
  readonly status: string;
  readonly digest: string;
  readonly signer: string | null;
  readonly verifiedBy: readonly string[];
}

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
async function publishedExpert(registry: ExpertRegistry, what: string): Promise<SignedExpert> {
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

function signaturePath({ name, version }: Pick<SignedExpert, "name" | "version">): string {
  return `/-/signature/${encodeURIComponent(name)}/${encodeURIComponent(version)}`;
}

function expertIn(file: string, given: string | undefined): SignedExpert {
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

async function verifyFile(
  what: string,
  name: string | undefined,
  trusted: TrustedSigners,
): Promise<Verified> {
  const file = await definitionFileAt(what);
  const expert = expertIn(file, name);
  return verified(expert, nobody, await signaturesIn(file, expert), trusted);
}

/** Of a file nobody knows who will publish it: a key that is bound to a publisher does not count. */
const nobody = "";

const Signatures = z.looseObject({
  publishedBy: z.string(),
  signatures: z.array(ExpertSignatureSchema.extend({ status: z.string() })),
});

/** Checked here, with the definition that the registry answers with; its own word is not asked. */
async function verifyPublished(
  what: string,
  context: CommandContext,
  flags: Flags,
  trusted: TrustedSigners,
): Promise<Verified> {
  await using registry = await openExpertRegistry(context, flags);
  const expert = await publishedExpert(registry, what);
  const path = signaturePath(expert);
  const answer = Signatures.safeParse(await registry.call({ method: "GET", path }));
  if (!answer.success) {
    throw new RegistryError(
      "upstream_failed",
      "the registry answered with something else than signatures",
    );
  }
  const { publishedBy, signatures } = answer.data;
  return verified(
    expert,
    publishedBy,
    signatures.map(({ status: _, ...signature }) => signature),
    trusted,
  );
}

function verified(
  expert: SignedExpert,
  publishedBy: string,
  signatures: readonly DetachedSignature[],
  trusted: TrustedSigners,
): Verified {
  const { name } = parseExpertKey(expert.name);
  const checked = checkExpertSignatures(signatures, { ...expert, name, publishedBy }, trusted);
  return {
    key: `${expert.name}@${expert.version}`,
    status: checked.status,
    digest: `sha256:${expert.digest}`,
    signer: checked.signerId,
    verifiedBy: checked.verifiedBy,
  };
}

async function verifyBundle(what: string, trusted: TrustedSigners): Promise<Verified> {
  const bundle = readBundle(await readFile(what));
  const { id, version, signerId } = bundle.manifest;
  const signers = trusted
    .for({ name: packageNameOf(id), publishedBy: nobody })
    .flatMap((signer) => (signer.algorithm === "hmac-sha256" ? [signer] : []));
  const checked = checkPackSignature(bundle.signature, signerId, bundle.signingDigest, signers);
  return {
    key: `${id}@${version}`,
    status: checked.status,
    digest: bundle.digest,
    signer: signerId,
    verifiedBy: checked.verifiedBy,
  };
}

function readId(given: string): string {
  const parsed = SignerId.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? "this is no id.");
}
