import { expect } from "vitest";
import type { RegistryProcess } from "../support/process.ts";
import { digestsOf, publishBody } from "../support/tarball.ts";
import { tarballPath } from "../support/upstream.ts";

/** One version that somebody tries to publish, or that the upstream has. */
export interface Release {
  readonly origin: "hosted" | "upstream";
  readonly name: string;
  readonly version: string;
  readonly bytes: Uint8Array;
  readonly integrity: string;
  readonly manifest: object;
  /** Whether the scanner holds it. */
  readonly isHostile: boolean;
}

type Ruling = "approve" | "reject";
type HoldState = "absent" | "held" | "approved" | "rejected";

/** What may be true of one version, as far as answers have told. */
interface Entry {
  /** The bytes that were sent for it; two when publishers raced. */
  readonly releases: Release[];
  /** The bytes whose publish was acknowledged. */
  acknowledged: Release | null;
  /** Whether somebody was told that the version exists. */
  mustExist: boolean;
  holds: ReadonlySet<HoldState>;
}

const subjectOf = (release: Release): string => `${release.name}@${release.version}`;

/**
 * What the registry has promised. Everything that was asked for is written down before it is sent and
 * again when it is answered; after a crash the registry must be in a state that fits.
 */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  /** Versions that were touched since the last check. */
  readonly #touched = new Set<string>();
  readonly counts = { acknowledged: 0, held: 0, ruled: 0, served: 0, cutOff: 0 };

  #entry(release: Release): Entry {
    const subject = subjectOf(release);
    const entry = this.#entries.get(subject) ?? {
      releases: [],
      acknowledged: null,
      mustExist: release.origin === "upstream",
      holds: new Set<HoldState>(["absent"]),
    };
    this.#entries.set(subject, entry);
    this.#touched.add(subject);
    if (!entry.releases.includes(release)) entry.releases.push(release);
    return entry;
  }

  /** Sends a publish; false when the registry is gone. */
  async publish(registry: RegistryProcess, release: Release): Promise<boolean> {
    const { name, version, bytes, manifest, isHostile } = release;
    const entry = this.#entry(release);
    if (isHostile) entry.holds = new Set([...entry.holds, "held"]);
    const answer = await ask(registry, `/${name.replace("/", "%2f")}`, {
      method: "PUT",
      headers: { ...asOwner(registry), "content-type": "application/json" },
      body: JSON.stringify(publishBody(name, version, bytes, { manifest })),
    });
    if (answer === null) {
      this.counts.cutOff++;
      return false;
    }
    const { status, code } = answer;
    if (status === 201 && !isHostile) {
      expect(entry.acknowledged ?? release, `two publishes of ${name}@${version} won`).toBe(
        release,
      );
      entry.acknowledged = release;
      this.counts.acknowledged++;
    } else if (status === 403 && code === "security_blocked" && isHostile) {
      entry.acknowledged = release;
      entry.holds = without(entry.holds, "absent");
      this.counts.held++;
    } else if (status === 403 && code === "version_exists" && entry.releases.length > 1) {
      entry.mustExist = true;
    } else if (!(isHostile && entry.holds.has("approved") && status === 201)) {
      expect.fail(`publishing ${name}@${version} was answered with ${status} ${code}`);
    }
    return true;
  }

  /** Asks for a tarball and looks at every byte; false when the registry is gone. */
  async fetch(registry: RegistryProcess, release: Release): Promise<boolean> {
    const { name, version, isHostile } = release;
    const entry = this.#entry(release);
    if (isHostile) entry.holds = new Set([...entry.holds, "held"]);
    const answer = await ask(registry, tarballPath(name, version), {});
    if (answer === null) {
      this.counts.cutOff++;
      return false;
    }
    if (answer.status === 200) {
      this.#mayBeServed(entry, answer.bytes);
    } else if (isHostile && answer.status === 403) {
      entry.holds = without(entry.holds, "absent");
      this.counts.held++;
    } else {
      expect.fail(`the tarball of ${name}@${version} was answered with ${answer.status}`);
    }
    return true;
  }

  #mayBeServed({ releases, holds }: Entry, bytes: Uint8Array): void {
    const { integrity } = digestsOf(bytes);
    const release = releases.find((candidate) => candidate.integrity === integrity);
    if (release === undefined) expect.fail("bytes were served that nobody sent");
    if (release.isHostile && !holds.has("approved")) {
      expect.fail(`${subjectOf(release)} was served although nobody approved it`);
    }
    this.counts.served++;
  }

  /** Rules on something that is known to be held; false when the registry is gone. */
  async rule(registry: RegistryProcess, subject: string, decision: Ruling): Promise<boolean> {
    const entry = this.#entries.get(subject);
    if (entry === undefined) throw new Error(`nobody knows ${subject}`);
    this.#touched.add(subject);
    const state = decision === "approve" ? "approved" : "rejected";
    entry.holds = new Set([...entry.holds, state]);
    const path = `/-/admin/quarantine/${encodeURIComponent(subject)}/${decision}`;
    const answer = await ask(registry, path, {
      method: "POST",
      headers: { ...asOwner(registry), "content-type": "application/json" },
      body: JSON.stringify({ reason: "a round of the crash test" }),
    });
    if (answer === null) {
      this.counts.cutOff++;
      return false;
    }
    expect(answer.status, `the ruling on ${subject}`).toBe(200);
    entry.holds = new Set([state]);
    this.counts.ruled++;
    return true;
  }

  /** What is certainly in the quarantine, so that it can be ruled on. */
  ruleable(): string[] {
    return [...this.#entries]
      .filter(([, entry]) => entry.releases.length > 0 && !entry.holds.has("absent"))
      .map(([subject]) => subject);
  }

  /** Compares what was promised with what a registry that has just started shows. */
  async check(registry: RegistryProcess, which: "touched" | "all"): Promise<void> {
    const subjects = which === "all" ? [...this.#entries.keys()] : [...this.#touched];
    this.#touched.clear();
    const states = await holdStates(registry);
    const packuments = new Map<string, Packument>();
    for (const subject of subjects) {
      const entry = this.#entries.get(subject);
      const [release] = entry?.releases ?? [];
      if (entry === undefined || release === undefined) continue;
      const { name } = release;
      const packument = packuments.get(name) ?? (await packumentOf(registry, name));
      packuments.set(name, packument);
      await this.#checkEntry(registry, entry, packument, states.get(subject) ?? "absent");
    }
  }

  async #checkEntry(
    registry: RegistryProcess,
    entry: Entry,
    packument: Packument,
    state: HoldState,
  ): Promise<void> {
    const [release] = entry.releases;
    if (release === undefined) return;
    const { name, version, origin, isHostile } = release;
    const subject = subjectOf(release);
    expect([...entry.holds], `how ${subject} stands in the quarantine`).toContain(state);
    entry.holds = new Set([state]);

    const listed = packument.versions[version];
    const tarball = await ask(registry, tarballPath(name, version), {});
    if (tarball === null) return expect.fail("the registry is gone");
    if (tarball.status === 200) this.#mayBeServed(entry, tarball.bytes);

    if (isHostile && state !== "approved") {
      const refused = state === "absent" && origin === "hosted" ? 404 : 403;
      expect(tarball.status, `the tarball of ${subject}, which is ${state}`).toBe(refused);
      if (state !== "absent") expect(listed, `${subject}, which is ${state}`).toBeUndefined();
      // Asking for it has made the registry scan it.
      if (origin === "upstream" && state === "absent") entry.holds = new Set(["held"]);
      return;
    }
    if (entry.acknowledged !== null || entry.mustExist) {
      expect(listed, `${subject} was promised`).toBeDefined();
    }
    if (listed === undefined) {
      expect(tarball.status, `the tarball of ${subject}, which is not listed`).toBe(404);
      return;
    }
    expect(tarball.status, `the tarball of ${subject}, which is listed`).toBe(200);
    expect(digestsOf(tarball.bytes)).toEqual({
      integrity: listed.dist.integrity,
      shasum: listed.dist.shasum,
    });
    if (entry.acknowledged !== null) {
      expect(listed.dist.integrity, subject).toBe(entry.acknowledged.integrity);
    }
    expect(Object.keys(packument.versions)).toContain(packument["dist-tags"]["latest"]);
  }

  /** Sends again what nobody answered, as clients do; now it must work. */
  async repeat(registry: RegistryProcess): Promise<void> {
    for (const entry of this.#entries.values()) {
      const [release, rival] = entry.releases;
      if (release?.origin !== "hosted" || rival !== undefined) continue;
      if (entry.acknowledged !== null || entry.holds.has("approved")) continue;
      if (entry.holds.has("rejected")) continue;
      expect(await this.publish(registry, release)).toBe(true);
    }
  }
}

interface Answer {
  readonly status: number;
  readonly bytes: Uint8Array;
  /** The stable word for programs of a refusal. */
  readonly code: string | null;
}

/** One request; null when the registry died before it was answered. */
async function ask(
  registry: RegistryProcess,
  path: string,
  init: RequestInit,
): Promise<Answer | null> {
  try {
    const signal = AbortSignal.timeout(20_000);
    const response = await registry.fetch(path, { ...init, signal });
    const bytes = await response.bytes();
    const isRefusal = response.status >= 400;
    const code = isRefusal ? (JSON.parse(new TextDecoder().decode(bytes)).code as string) : null;
    return { status: response.status, bytes, code };
  } catch (error) {
    if ((error as Error).name === "TimeoutError") throw error;
    return null;
  }
}

const asOwner = (registry: RegistryProcess) => ({ authorization: `Bearer ${registry.token}` });

interface Packument {
  readonly versions: Readonly<
    Record<string, { readonly dist: { readonly integrity: string; readonly shasum: string } }>
  >;
  readonly "dist-tags": Readonly<Record<string, string>>;
}

/** What is listed; nothing for a package that is absent or held as a whole. */
async function packumentOf(registry: RegistryProcess, name: string): Promise<Packument> {
  const response = await registry.fetch(`/${name.replace("/", "%2f")}`);
  if (response.status === 404 || response.status === 403) return { versions: {}, "dist-tags": {} };
  expect(response.status, `the packument of ${name}`).toBe(200);
  return (await response.json()) as Packument;
}

async function holdStates(registry: RegistryProcess): Promise<Map<string, HoldState>> {
  const response = await registry.fetch("/-/admin/quarantine?state=all", {
    headers: asOwner(registry),
  });
  expect(response.status).toBe(200);
  const { files } = (await response.json()) as {
    files: { name: string; version: string; state: HoldState }[];
  };
  return new Map(files.map((file) => [`${file.name}@${file.version}`, file.state]));
}

function without<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  return new Set([...set].filter((other) => other !== item));
}
