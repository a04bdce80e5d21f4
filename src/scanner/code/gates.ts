import type { Atom } from "./atoms.ts";
import { without } from "./taints.ts";
import type { Taint } from "./value.ts";

/** Facts that are no sources, but tell by what a condition decides; above the bits of transforms. */
export const gateBits = {
  time: 1 << 24,
  random: 1 << 25,
  locale: 1 << 26,
  ci: 1 << 27,
  user: 1 << 28,
  host: 1 << 29,
  country: 1 << 30,
} as const;

/**
 * Of what stands on the command line: it is empty unless somebody asked for something. It tells nothing
 * about the host, and lasts only while a value is as empty as what it was made of.
 */
export const givenBit: number = 1 << 23;

/** Of what a module gives that the project brings, or whoever starts the program: no package chose it. */
export const projectBit: number = 1 << 22;

/** What stays said of one of several values only where it is said of all. */
export function saidOfAll(taint: Taint, values: readonly { readonly taint: Taint }[]): Taint {
  const all = values.reduce((bits, value) => bits & value.taint.through, givenBit | projectBit);
  return without(taint, (givenBit | projectBit) & ~all);
}

/** Whether code stands behind a condition that only holds when somebody asked for something. */
export function isAskedFor(gates: readonly Taint[]): boolean {
  return gates.some(
    ({ atoms, through }) => (through & givenBit) !== 0 && atoms.length <= maxOrigins,
  );
}

/** What decides where that condition does not hold. */
export function notGiven(taint: Taint): Taint {
  return without(taint, givenBit);
}

const hostGates: Readonly<Record<string, keyof typeof gateBits>> = {
  hostname: "host",
  user: "user",
  locale: "locale",
  timezone: "locale",
  country: "country",
  publicIp: "country",
  time: "time",
};

const ciNames =
  /^(?:CI|CONTINUOUS_INTEGRATION|BUILD_NUMBER|GITHUB_ACTIONS|GITLAB_CI|CIRCLECI|TRAVIS|JENKINS_URL|TEAMCITY_VERSION|BUILDKITE|TF_BUILD)$/;

/** By what the conditions decide that something stands behind, as far as it is suspicious (OBF-09). */
export function gateNames(gates: readonly Taint[], atoms: readonly Atom[]): readonly string[] {
  let bits = 0;
  for (const gate of gates) bits |= gateOf(gate, atoms);
  return Object.entries(gateBits)
    .filter(([, bit]) => (bits & bit) !== 0)
    .map(([name]) => name)
    .sort();
}

const maxOrigins = 4;
const allBits = Object.values(gateBits).reduce((all, bit) => all | bit, 0);

/** What a value tells about where, when and for whom code runs. */
export function gateOf({ atoms: ids, through }: Taint, atoms: readonly Atom[]): number {
  // A condition about everything is about nothing in particular.
  if (ids.length > maxOrigins) return 0;
  let bits = through & allBits;
  for (const id of ids) {
    const atom = atoms[id];
    if (atom?.kind !== "src.host") continue;
    for (const name of atom.detail.names ?? []) {
      const gate = hostGates[name];
      if (gate !== undefined) bits |= gateBits[gate];
    }
  }
  return bits;
}

/** Of a variable of the environment by which code tells where it is, and for whom it runs. */
export function gateOfVariable(name: string): number {
  if (ciNames.test(name)) return gateBits.ci;
  if (/^(?:LANG|LC_ALL|LANGUAGE|TZ)$/.test(name)) return gateBits.locale;
  return /^(?:USER|USERNAME|LOGNAME)$/.test(name) ? gateBits.user : 0;
}
