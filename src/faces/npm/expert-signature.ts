import { z } from "zod";
import { addExpertSignature, listExpertSignatures } from "../../packages/expert-signatures.ts";
import { ExpertSignatureSchema } from "../../trust/expert-signature.ts";
import { route } from "../route.ts";
import { VersionParams } from "./params.ts";

const path = "/-/signature/:name/:version";

const Status = z.enum(["verified", "unverified", "unsigned", "invalid"]);

const Signatures = z.object({
  key: z.string(),
  digest: z.string().describe("Of the definition in its normal form."),
  status: Status.describe("Of all signatures together, with the keys that this registry trusts."),
  algorithm: z.string().nullable(),
  signerId: z.string().nullable(),
  verifiedBy: z.array(z.string()),
  publishedBy: z.string(),
  signatures: z.array(ExpertSignatureSchema.extend({ status: Status })),
});

export const signaturesRoute = route({
  method: "GET",
  path,
  summary: "The signatures over the definition of an Expert, and what they are worth here",
  access: "open",
  params: VersionParams,
  reply: { status: 200, body: Signatures },
  run: async (app, { params: { name, version }, whoAsks }) =>
    await listExpertSignatures(app, await whoAsks(), name, version),
});

export const addSignatureRoute = route({
  method: "PUT",
  path,
  summary: "Add a signature to a published Expert; a signer signs a version once",
  access: "publish",
  params: VersionParams,
  body: ExpertSignatureSchema,
  reply: { status: 200, body: Signatures },
  run: async (app, { params: { name, version }, caller, body }) =>
    await addExpertSignature(app, caller, name, version, body),
});
