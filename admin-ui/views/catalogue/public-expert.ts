import { type ExpertCard, expertSummary } from "../../../src/overview/expert-card.ts";
import { packageCard } from "../../../src/overview/package-card.ts";
import type { PackageReasons } from "../../../src/packages/why.ts";
import { askJson, segment } from "./http.ts";
import { manifestOf, packument, whyOf } from "./public-documents.ts";

interface OneExpert {
  readonly data: { readonly expert: PublicExpert };
}

type PublicExpert = Pick<
  ExpertCard,
  "name" | "version" | "status" | "tags" | "digest" | "integrity" | "createdAt" | "updatedAt"
> &
  ExpertCard["definition"] & {
    readonly owner: { readonly name?: string };
    readonly signature: ExpertCard["signature"]["status"];
  };

interface Versions {
  readonly data: { readonly versions: readonly Omit<ExpertCard["versions"][number], "status">[] };
}

interface Dependents {
  readonly data: { readonly dependents: ExpertCard["dependents"] };
}

/** One version of an Expert as the Perstack API and npm's documents together tell of it. */
export async function publicExpert(key: string, stop: AbortSignal): Promise<ExpertCard> {
  const path = `/api/registry/v1/experts/${encodeURIComponent(key)}`;
  const [one, all, dependents] = await Promise.all([
    askJson<OneExpert>(path, stop),
    askJson<Versions>(`${path}/versions`, stop),
    askJson<Dependents>(`${path}/dependents`, stop),
  ]);
  const { expert } = one.data;
  const { name, version, status, description, instruction, skills, delegates } = expert;
  const isShown = status !== "disabled";
  const reasons = await askJson<PackageReasons>(`/-/why/${segment(name)}`, stop);
  const { versions } = packageCard(await packument(name, reasons, stop), reasons);
  const rows = new Map(versions.map((row) => [row.version, row]));
  const manifest = isShown ? await manifestOf(name, version, stop) : {};
  const { signature } = await whyOf(name, version, stop);
  return {
    name,
    version,
    status,
    tags: expert.tags,
    definition: { description, instruction, skills, delegates },
    digest: expert.digest,
    integrity: expert.integrity,
    createdAt: expert.createdAt,
    updatedAt: expert.updatedAt,
    owner: expert.owner.name ?? null,
    signature: signature ?? {
      status: expert.signature,
      algorithm: null,
      signerId: null,
      verifiedBy: [],
    },
    summary: expertSummary(manifest),
    versions: all.data.versions.map(({ version: number, tags, createdAt, digest }) => {
      const row = rows.get(number);
      const isDisabled = row === undefined || row.because === "disabled";
      const isDeprecated = !isDisabled && row.deprecated !== null;
      return {
        version: number,
        tags,
        createdAt,
        digest,
        status: isDisabled ? "disabled" : isDeprecated ? "deprecated" : "available",
      };
    }),
    dependents: dependents.data.dependents,
  };
}
