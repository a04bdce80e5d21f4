import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import { parseExpertKey } from "../expert/key.ts";
import { checkPackSignature } from "../intent/bundle/pack-signature.ts";
import { readBundle } from "../intent/bundle/read-bundle.ts";
import { packageNameOf } from "../intent/expert-pack.ts";
import { readKeysFile } from "../trust/edit-keys-file.ts";
import {
  checkExpertSignatures,
  type DetachedSignature,
  ExpertSignatureSchema,
  type SignedExpert,
} from "../trust/expert-signature.ts";
import type { TrustedSigners } from "../trust/trusted-keys.ts";
import { type CommandContext, configOf, type Flags, outputOf, show, text } from "./command.ts";
import { openExpertRegistry } from "./expert-registry.ts";
import { expertIn, publishedExpert, signaturePath } from "./sign.ts";
import { definitionFileAt, signaturesIn } from "./signature-file.ts";
import { printable } from "./terminal.ts";

/** Says what the signatures of an Expert or a pack are worth to the keys of this home. */
export async function showSignaturesVerified(
  what: string,
  context: CommandContext,
  flags: Flags,
): Promise<void> {
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
}

interface Verified {
  readonly key: string;
  readonly status: string;
  readonly digest: string;
  readonly signer: string | null;
  readonly verifiedBy: readonly string[];
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
