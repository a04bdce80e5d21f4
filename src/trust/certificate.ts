import {
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_kp_serverAuth,
  KeyUsage,
  KeyUsageFlags,
  Name,
  NameConstraints,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from "@peculiar/asn1-x509";

/** A certificate with its private key. */
export interface Identity {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

export interface Lifetime {
  readonly from: Date;
  readonly days: number;
}

/**
 * An authority that can vouch for this machine's own names alone: whoever steals its key cannot pose as
 * any other server to those who trust it.
 */
export function createAuthority(name: string, lifetime: Lifetime): Identity {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const onlyLocal = new NameConstraints({
    permittedSubtrees: new GeneralSubtrees([
      new GeneralSubtree({ base: new GeneralName({ dNSName: "localhost" }) }),
      new GeneralSubtree({ base: new GeneralName({ iPAddress: "127.0.0.1/32" }) }),
      new GeneralSubtree({ base: new GeneralName({ iPAddress: "::1/128" }) }),
    ]),
  });
  const certificate = issue({
    subject: name,
    issuer: name,
    publicKey,
    signingKey: privateKey,
    lifetime,
    extensions: [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 })),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign)),
      extension(id_ce_nameConstraints, onlyLocal),
    ],
  });
  return { certificate, key: privateKey };
}

/**
 * A certificate for a server on this machine, as https://localhost. Not for its addresses: one family
 * of clients refuses every address where an authority is held to some.
 */
export function createLocalhost(authority: Identity, lifetime: Lifetime): Identity {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const names = new SubjectAlternativeName([new GeneralName({ dNSName: "localhost" })]);
  const certificate = issue({
    subject: "localhost",
    issuer: authority.certificate.subject.replace(/^CN=/, ""),
    publicKey,
    signingKey: authority.key,
    lifetime,
    extensions: [
      extension(id_ce_basicConstraints, new BasicConstraints({ cA: false })),
      extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature)),
      extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth]), false),
      extension(id_ce_subjectAltName, names, false),
    ],
  });
  return { certificate, key: privateKey };
}

interface Issue {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly signingKey: KeyObject;
  readonly lifetime: Lifetime;
  readonly extensions: readonly Extension[];
}

const ecdsaWithSha256 = "1.2.840.10045.4.3.2";
const commonName = "2.5.4.3";
const dayMs = 24 * 60 * 60 * 1000;

function issue(wanted: Issue): X509Certificate {
  const { from, days } = wanted.lifetime;
  const spki = wanted.publicKey.export({ type: "spki", format: "der" });
  const signatureAlgorithm = new AlgorithmIdentifier({ algorithm: ecdsaWithSha256 });
  const content = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: signatureAlgorithm,
    issuer: nameOf(wanted.issuer),
    subject: nameOf(wanted.subject),
    // Another clock on this machine may be a little behind.
    validity: new Validity({
      notBefore: new Date(from.getTime() - dayMs),
      notAfter: new Date(from.getTime() + days * dayMs),
    }),
    subjectPublicKeyInfo: AsnConvert.parse(spki, SubjectPublicKeyInfo),
    extensions: new Extensions([...wanted.extensions]),
  });
  const signed = Buffer.from(AsnConvert.serialize(content));
  const signature = sign("sha256", signed, wanted.signingKey);
  const certificate = new Certificate({
    tbsCertificate: content,
    signatureAlgorithm,
    signatureValue: new Uint8Array(signature).buffer,
  });
  return new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)));
}

/** Positive, unguessable, and of one length. */
function serialNumber(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}

function nameOf(text: string): Name {
  const value = new AttributeValue({ utf8String: text });
  return new Name([
    new RelativeDistinguishedName([new AttributeTypeAndValue({ type: commonName, value })]),
  ]);
}

function extension(id: string, value: object, critical = true): Extension {
  const extnValue = new OctetString(AsnConvert.serialize(value));
  return new Extension({ extnID: id, critical, extnValue });
}
