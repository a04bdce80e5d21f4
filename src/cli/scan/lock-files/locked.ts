import { RegistryError } from "../../../errors.ts";
import { type PackageName, parsePackageName } from "../../../names/package-name.ts";
import { isVersion } from "../../../names/version.ts";

/** One version of a registry's package that a lock file pins. */
export interface LockedPackage {
  readonly name: PackageName;
  readonly version: string;
  /** The sha512 that clients compare with; null when the format has none or an older digest. */
  readonly integrity: string | null;
  /** Where its tarball is fetched; null when that is left to the client's settings. */
  readonly host: string | null;
}

/** What a lock file takes from elsewhere: git, a folder, an address. */
export interface ForeignPackage {
  readonly name: string;
  readonly from: string;
}

export interface LockFile {
  readonly packages: readonly LockedPackage[];
  readonly foreign: readonly ForeignPackage[];
}

/** More than any project has. */
const maxPackages = 200_000;

/** Gathers what a reader finds, each version once. */
export class LockReading {
  readonly #packages = new Map<string, LockedPackage>();
  readonly #foreign = new Map<string, ForeignPackage>();

  get isFull(): boolean {
    return this.#packages.size + this.#foreign.size > maxPackages;
  }

  /**
   * Takes one entry as the file has it; without a name or a version that a registry could know, it
   * counts as foreign.
   *
   * @param resolved the address of the tarball, when the file names one
   * @param digests in the form of Subresource Integrity
   */
  add(name: string, version: string, resolved: string | null, digests: string | null): void {
    if (resolved !== null && !isRegistryTarball(resolved, name)) {
      this.addForeign(name, resolved);
      return;
    }
    const parsed = readName(name);
    if (parsed === null || !isVersion(version)) {
      if (version === "") this.addUnreadable(name);
      else this.addForeign(name, version);
      return;
    }
    const integrity = sha512In(digests);
    const key = `${parsed}@${version} ${integrity}`;
    const host = hostOf(resolved);
    this.#packages.set(`${key} ${host}`, { name: parsed, version, integrity, host });
  }

  addForeign(name: string, from: string): void {
    this.#foreign.set(`${name} ${from}`, { name, from });
  }

  /** Something that stands there as an entry and cannot be read as one. */
  addUnreadable(name: string): void {
    this.addForeign(name, "an entry that cannot be read");
  }

  /** @throws RegistryError `too_large`: what was left unread must not count as clean */
  result(): LockFile {
    if (this.isFull) {
      throw new RegistryError("too_large", `it names more than ${maxPackages} packages`);
    }
    return { packages: [...this.#packages.values()], foreign: [...this.#foreign.values()] };
  }
}

/** Every registry has its tarballs below the name, whatever stands before it. */
function isRegistryTarball(address: string, name: string): boolean {
  if (!/^https?:\/\//i.test(address)) return false;
  return address.replace(/%2f/gi, "/").includes(`/${name}/-/`);
}

/** Splits `name@what`, also where the name has a scope and the rest an at sign. */
export function splitAtName(text: string): { name: string; rest: string } | null {
  const at = text.indexOf("@", 1);
  return at === -1 ? null : { name: text.slice(0, at), rest: text.slice(at + 1) };
}

function hostOf(address: string | null): string | null {
  return /^https?:\/\/([^/]+)\//i.exec(address?.slice(0, 1000) ?? "")?.[1]?.toLowerCase() ?? null;
}

function readName(text: string): PackageName | null {
  try {
    return parsePackageName(text);
  } catch {
    return null;
  }
}

function sha512In(digests: string | null): string | null {
  return /(?:^|\s)(sha512-[A-Za-z0-9+/]{86}==)/.exec(digests?.slice(0, 1000) ?? "")?.[1] ?? null;
}
