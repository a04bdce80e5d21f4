import { createHash } from "node:crypto";
import { z } from "zod";
import type { App } from "../../context.ts";
import { minRuntimeVersion } from "../../expert/definition.ts";
import type { PackageName } from "../../names/package-name.ts";
import { type ExpertOwner, expertOwner } from "../../packages/expert-owner.ts";
import { signaturesOfExpert } from "../../packages/expert-signatures.ts";
import type { Expert } from "../../packages/experts.ts";
import type { ListedExpert } from "../../packages/list-experts.ts";

const Owner = z.object({
  name: z.string().optional().describe("Left out where there is none; never null."),
  organizationId: z.string(),
  createdAt: z.string(),
});

/** What the digests of versions and whole Experts have in common (perstack-registry §3). */
const Common = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  minRuntimeVersion: z.literal(minRuntimeVersion),
  description: z.string(),
  owner: Owner,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.string(),
  tags: z.array(z.string()),
  digest: z.string().describe("SHA-256 of the definition in its normal form."),
  integrity: z.string().describe("sha512 of the tarball that npm clients get."),
});

export const RegistryExpert = Common.extend({
  type: z.literal("registryExpert"),
  status: z.enum(["available", "deprecated", "disabled"]),
  signature: z
    .enum(["verified", "unverified", "unsigned", "invalid"])
    .describe("What the signatures of the definition are worth to this registry."),
  instruction: z.string(),
  skills: z.record(z.string(), z.unknown()),
  delegates: z.array(z.string()),
});

export const ExpertDigest = Common.extend({ type: z.literal("expertDigest") });

export const OneExpert = z.object({ data: z.object({ expert: RegistryExpert }) });

export function registryExpert({
  expert,
  owner,
  signature,
}: ListedExpert): z.input<typeof RegistryExpert> {
  const { instruction, skills, delegates } = expert.definition;
  return {
    type: "registryExpert",
    ...commonOf(expert, owner),
    status: expert.status,
    signature,
    instruction,
    skills,
    delegates: [...delegates],
  };
}

/** @param name of the Expert that all of them are versions of */
export async function expertDigests(
  app: Pick<App, "db">,
  name: PackageName,
  experts: readonly Expert[],
): Promise<z.input<typeof ExpertDigest>[]> {
  const owner = await expertOwner(app, name);
  return experts.map((expert) => ({ type: "expertDigest", ...commonOf(expert, owner) }));
}

export async function oneExpert(
  app: Pick<App, "db" | "trustedKeys">,
  expert: Expert,
): Promise<z.input<typeof OneExpert>> {
  const owner = await expertOwner(app, expert.name);
  const { status: signature } = await signaturesOfExpert(app, expert);
  return { data: { expert: registryExpert({ expert, owner, signature }) } };
}

function commonOf(expert: Expert, owner: ExpertOwner): z.input<typeof Common> {
  const { id, name, version, createdAt, updatedAt, digest, integrity } = expert;
  return {
    id,
    key: `${name}@${version}`,
    name,
    minRuntimeVersion,
    description: expert.definition.description,
    owner: {
      ...(owner.name === null ? {} : { name: owner.name }),
      organizationId: organizationId(owner.principal),
      createdAt: owner.createdAt,
    },
    createdAt,
    updatedAt,
    version,
    tags: [...expert.tags],
    digest,
    integrity,
  };
}

/**
 * The id by which this protocol knows an owner: 24 characters of a-z and 0-9, the first a letter. It is
 * made from who that is, so that nothing has to be stored and it stays the same for good.
 *
 * @param principal as `principalToText` writes it
 */
export function organizationId(principal: string): string {
  const number = BigInt(`0x${createHash("sha256").update(principal).digest("hex")}`);
  return `o${number.toString(36).padStart(50, "0").slice(-23)}`;
}
