import { writeZip } from "../../src/intent/bundle/write-zip.ts";
import type { Init, TestRegistry } from "./registry.ts";

/** Files of a bundle by path; null leaves one out. */
export type PackFiles = Readonly<Record<string, string | Uint8Array | null>>;

export const intentText = `# What this pack does
Sends mail to people.

# Tools provided (English)
- "send mail"

# Inputs/outputs summary
An address in, nothing out.

# Capabilities & risk
Network.

# Failure modes
The server is away.

# Runner requirements
None.
`;

export function packManifest(id: string, version: string, more = ""): string {
  return `id: "${id}"
name: "${id} pack"
version: "${version}"
description: "Mail for everybody."
author: "Acme"
license: "MIT"
tools:
  - "send mail"
${more}`;
}

const capabilitiesText = `capabilities:
  "send mail":
    filesystem: "none"
    network: "outbound"
    env: "none"
    subprocess: "none"
    secrets: ["SMTP_PASSWORD"]
`;

/** A bundle with everything that a good one has; `files` are added, replaced or left out. */
export function packBundle(id: string, version: string, files: PackFiles = {}): Uint8Array {
  const all: PackFiles = {
    "capabilities.yaml": capabilitiesText,
    "intent.md": intentText,
    "pack.yaml": packManifest(id, version),
    "tools.yaml": 'tools:\n  "send mail":\n    kind: "python"\n    entry: "tools.mail:run"\n',
    "tools/mail.py": "def run(payload):\n    return payload\n",
    ...files,
  };
  const kept = Object.entries(all)
    .filter((file): file is [string, string | Uint8Array] => file[1] !== null)
    .map(([path, content]): [string, Uint8Array] => [path, Buffer.from(content)]);
  return writeZip(new Map(kept));
}

export async function addPack(
  registry: TestRegistry,
  bytes: Uint8Array,
  init: Init = {},
): Promise<Response> {
  const body = new Uint8Array(bytes);
  return await registry.asOwner("/-/intent/bundle", { method: "PUT", body, ...init });
}

export interface EntryView {
  readonly pack_id: string;
  readonly pack_name: string;
  readonly pack_version: string;
  readonly pack_digest: string;
  readonly intent_tags: readonly string[];
  readonly source: { readonly kind: string; readonly uri: string };
  readonly [key: string]: unknown;
}

/** What `n3` sends for a phrase. */
export async function searchAsClient(
  registry: TestRegistry,
  phrase: string,
  { capability = null, risk = null }: { capability?: string | null; risk?: string | null } = {},
): Promise<readonly EntryView[]> {
  const response = await registry.fetch("/-/intent/search", {
    method: "POST",
    headers: { "accept-encoding": "identity" },
    json: { phrase, capability, risk },
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { entries: EntryView[] }).entries;
}

/** `id@version` of entries, sorted. */
export function keysOf(entries: readonly EntryView[]): string[] {
  return entries.map((entry) => `${entry.pack_id}@${entry.pack_version}`).sort();
}
