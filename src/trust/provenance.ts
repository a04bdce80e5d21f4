import { z } from "zod";
import { type Integrity, integrityToHex } from "../blobs/integrity.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import type { StoredAttestation } from "./trust.store.ts";

const Bundle = z.looseObject({
  dsseEnvelope: z.looseObject({
    payload: z.base64(),
    payloadType: z.literal("application/vnd.in-toto+json"),
    signatures: z.array(z.looseObject({ sig: z.string() })).min(1),
  }),
});

const Statement = z.looseObject({
  _type: z.string().regex(/^https:\/\/in-toto\.io\/Statement\/v/),
  predicateType: z.url({ protocol: /^https$/ }).max(256),
  subject: z
    .array(z.looseObject({ name: z.string(), digest: z.looseObject({ sha512: z.string() }) }))
    .length(1),
});

const maxCharacters = 2 * 1024 * 1024;

export interface AttestedRelease {
  readonly name: PackageName;
  readonly version: string;
  readonly integrity: Integrity;
}

/**
 * Reads the provenance that came with a publish: a sigstore bundle about exactly this version and these
 * bytes (npm-wire-protocol §10.4). Who signed it is for clients to verify, who have the trust root.
 *
 * @throws RegistryError `invalid` for what is no such bundle, or is about something else
 */
export function readProvenance(
  bundle: string,
  { name, version, integrity }: AttestedRelease,
): StoredAttestation {
  const subject = `${name}@${version}`;
  const envelope = bundle.length > maxCharacters ? null : parse(Bundle, bundle);
  if (envelope === null) throw refused(`the provenance of ${subject} is no sigstore bundle`);
  const payload = Buffer.from(envelope.dsseEnvelope.payload, "base64").toString("utf8");
  const statement = parse(Statement, payload);
  if (statement === null) {
    throw refused(`the provenance of ${subject} holds no in-toto statement about one package`);
  }
  const [about] = statement.subject;
  if (about?.name !== `pkg:npm/${name.replace(/^@/, "%40")}@${version}`) {
    throw refused(`the provenance is about another package or version than ${subject}`);
  }
  if (about.digest.sha512.toLowerCase() !== integrityToHex(integrity)) {
    throw refused(`the provenance of ${subject} is about other bytes than its tarball`);
  }
  return { predicateType: statement.predicateType, bundle };
}

function parse<T extends z.ZodType>(schema: T, text: string): z.output<T> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function refused(sentence: string): RegistryError {
  return new RegistryError("invalid", sentence, { fields: { code: "bad_provenance" } });
}
