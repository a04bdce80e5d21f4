/** A version of a pack: `stable`, one to three numbers, or something that cannot be compared (§12). */
export type PackVersion =
  | { readonly kind: "stable" }
  | { readonly kind: "semver"; readonly parts: readonly [number, number, number] }
  | { readonly kind: "other" };

const pattern = /^v?(0|[1-9]\d{0,14})(?:\.(0|[1-9]\d{0,14}))?(?:\.(0|[1-9]\d{0,14}))?$/;

/** Prereleases and build metadata are `other`, as the `n3` command has it. */
export function parsePackVersion(text: string): PackVersion {
  if (text === "stable") return { kind: "stable" };
  const match = pattern.exec(text);
  if (match === null) return { kind: "other" };
  return {
    kind: "semver",
    parts: [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)],
  };
}

/** Newest first: `stable`, then by number, then everything else; ties by text, descending. */
export function byNewestPackVersion(a: string, b: string): number {
  const [left, right] = [parsePackVersion(a), parsePackVersion(b)];
  const order = rank(right) - rank(left) || compareParts(right, left);
  if (order !== 0) return order;
  if (a === b) return 0;
  return a < b ? 1 : -1;
}

function rank(version: PackVersion): number {
  return { stable: 2, semver: 1, other: 0 }[version.kind];
}

function compareParts(a: PackVersion, b: PackVersion): number {
  if (a.kind !== "semver" || b.kind !== "semver") return 0;
  const [left, right] = [a.parts, b.parts];
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

export interface Compatibility {
  readonly installed: string | null;
  readonly status: "not_installed" | "unknown" | "same" | "incompatible" | "upgrade" | "downgrade";
  readonly reason: "missing_version" | "non_semver_version" | "major_version_change" | null;
}

/**
 * What replacing the installed version by a candidate would be.
 *
 * @param installed null when nothing is installed, `""` when its version is not known
 */
export function compatibility(installed: string | null, candidate: string): Compatibility {
  if (installed === null) return { installed, status: "not_installed", reason: null };
  if (installed === "" || candidate === "") {
    return { installed, status: "unknown", reason: "missing_version" };
  }
  if (installed === candidate) return { installed, status: "same", reason: null };
  const [from, to] = [parsePackVersion(installed), parsePackVersion(candidate)];
  if (from.kind !== "semver" || to.kind !== "semver") {
    return { installed, status: "unknown", reason: "non_semver_version" };
  }
  if (from.parts[0] !== to.parts[0]) {
    return { installed, status: "incompatible", reason: "major_version_change" };
  }
  const status = compareParts(to, from) > 0 ? "upgrade" : "downgrade";
  return { installed, status, reason: null };
}
