import { createPrivateKey, X509Certificate } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import type { Identity } from "./certificate.ts";

/** What a socket needs to speak https. */
export interface TlsFiles {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
  /** The file that clients have to trust, when the certificate is of our own authority; else null. */
  readonly authority: string | null;
}

const authorityDays = 10 * 365;
/** Clients refuse certificates that live much longer. */
const certificateDays = 397;
/** A certificate that ends within so many days of a start is made anew. */
const renewDays = 60;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * The certificate of this registry, or null when it speaks http: the owner's own files, or else one for
 * https://localhost by an authority that is made at the first use. Its keys lie in trust/tls with mode
 * 0600.
 *
 * @throws RegistryError `invalid` for files of the owner that cannot be used
 */
export async function loadTls(config: Config, now: () => Date): Promise<TlsFiles | null> {
  const { tls, tls_cert: cert, tls_key: key } = config.http;
  if (!tls && cert === undefined) return null;
  if (cert !== undefined && key !== undefined) return ownFiles(cert, key);
  return await localFiles(join(config.home, "trust", "tls"), now());
}

function ownFiles(certFile: string, keyFile: string): TlsFiles {
  const [cert, key] = [readOwn(certFile), readOwn(keyFile)];
  try {
    if (new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
      return { cert, key, authority: null };
    }
  } catch {
    throw new RegistryError(
      "invalid",
      `${certFile} and ${keyFile} must hold PEM, without password`,
    );
  }
  throw new RegistryError("invalid", `the key in ${keyFile} is not that of ${certFile}`);
}

function readOwn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new RegistryError("invalid", `${file} cannot be read`);
  }
}

/** The certificate of the local authority of a home, which its own commands trust; null when it has none. */
export function findLocalAuthority(home: string): string | null {
  const file = join(home, "trust", "tls", authorityFile);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

const authorityFile = "authority.pem";

async function localFiles(folder: string, now: Date): Promise<TlsFiles> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = {
    authority: join(folder, authorityFile),
    authorityKey: join(folder, "authority.key"),
    localhost: join(folder, "localhost.pem"),
    localhostKey: join(folder, "localhost.key"),
  };
  const stored = readIdentity(files.localhost, files.localhostKey);
  const authority = readIdentity(files.authority, files.authorityKey);
  const isOfIt = authority !== null && stored?.certificate.checkIssued(authority.certificate);
  if (stored !== null && isOfIt && lasts(stored, now)) return toFiles(stored, files.authority);

  // Loaded only where there is something to make: a start of every day needs none of it.
  const { createAuthority, createLocalhost } = await import("./certificate.ts");
  const from = now;
  let issuer = authority;
  if (issuer === null || !lasts(issuer, now)) {
    issuer = createAuthority("AgentRegistry on this machine", { from, days: authorityDays });
    writeIdentity(issuer, files.authority, files.authorityKey);
  }
  const made = createLocalhost(issuer, { from, days: certificateDays });
  writeIdentity(made, files.localhost, files.localhostKey);
  return toFiles(made, files.authority);
}

function toFiles({ certificate, key }: Identity, authority: string): TlsFiles {
  return { cert: certificate.toString(), key: pemOf(key), authority };
}

/** What is damaged or does not belong together counts as not there, and is made anew. */
function readIdentity(certFile: string, keyFile: string): Identity | null {
  if (!existsSync(certFile) || !existsSync(keyFile)) return null;
  try {
    const certificate = new X509Certificate(readFileSync(certFile, "utf8"));
    const key = createPrivateKey(readFileSync(keyFile, "utf8"));
    return certificate.checkPrivateKey(key) ? { certificate, key } : null;
  } catch {
    return null;
  }
}

function lasts({ certificate }: Identity, now: Date): boolean {
  return new Date(certificate.validTo).getTime() - now.getTime() > renewDays * dayMs;
}

/** The key first: a certificate without its key counts as none. */
function writeIdentity({ certificate, key }: Identity, certFile: string, keyFile: string): void {
  replaceFile(keyFile, pemOf(key), 0o600);
  replaceFile(certFile, certificate.toString(), 0o644);
}

function replaceFile(path: string, text: string, mode: number): void {
  const temporary = `${path}.new`;
  writeFileSync(temporary, text, { mode });
  // A file that was left behind keeps its mode when it is written again.
  chmodSync(temporary, mode);
  renameSync(temporary, path);
}

function pemOf(key: Identity["key"]): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}
