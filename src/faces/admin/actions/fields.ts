import { z } from "zod";
import { parsePackageName } from "../../../names/package-name.ts";
import { approvalScopes } from "../../../quarantine/approve-scope.ts";

/** Fields that several actions take. */

export const PackageField = z
  .string()
  .min(1)
  .max(512)
  .transform(parsePackageName)
  .describe("Name of a package.");

/** A label of a record: it names no place in a file system, and is only ever compared. */
export const LabelField = z
  .string()
  .min(1)
  .max(700)
  .refine((label) => !/[/\\\0]/.test(label), "is a label without slashes, not a path")
  .describe("Label of a record, such as acme-tool-1.0.0.tgz.");

export const IdField = z.string().min(1).max(128);

export const limitOf = (usual: number, max: number) => z.int().min(1).max(max).default(usual);

export const None = z.object({});

export const ReasonField = z.string().trim().min(1).max(2000);

/** What an approval is about, see quarantine/approve-scope.ts. */
export const approvalFields = {
  scope: z
    .enum(approvalScopes)
    .default("digest")
    .describe(
      "These bytes; or besides, what was found in them: in a range of versions, or in all of the package.",
    ),
  range: z.string().min(1).max(200).optional().describe("The versions of the scope `range`."),
};

export const TimeField = z.iso.datetime({ offset: true });
