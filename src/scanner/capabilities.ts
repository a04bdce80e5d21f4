import type { ApiUse } from "./code/atoms.ts";
import { variableKind } from "./code/lists/variables.ts";
import { installHooks } from "./install/hooks.ts";
import type { Capabilities, CapabilityEvidence, Risk, Surface } from "./report.ts";
import type { PackageView } from "./rule.ts";

const maxHosts = 50;
const maxCommands = 50;
const maxNames = 100;
const strongestFirst: readonly Surface[] = ["install", "load", "handler", "call", "cli"];

/** What the code of a package can do, whatever the verdict (threat catalogue §14). */
export function capabilitiesOf(pkg: PackageView): Capabilities {
  // What nothing can reach does nothing.
  const uses = pkg.code.uses.filter(({ surface }) => strongestFirst.includes(surface));
  const byCapability = Map.groupBy(uses, ({ capability }) => capability);
  const of = (capability: ApiUse["capability"]) => byCapability.get(capability) ?? [];
  const named = (capability: ApiUse["capability"], max: number) =>
    sorted(of(capability).map(({ name }) => name)).slice(0, max);

  const variables = of("env").filter(({ name }) => variableKind(name) !== "config");
  const hooks = installHooks(pkg);
  const unknown = sorted([
    ...of("unknown").map(({ name }) => name),
    ...pkg.code.files
      .filter(({ reading, surface }) => reading === "unparsed" && surface !== "dormant")
      .map(() => "unparsed"),
    ...pkg.code.limitsHit,
  ]);
  return {
    network: networkOf(of("network.out").length > 0, of("network.in").length > 0),
    hosts: named("network.out", maxHosts),
    dynamicHosts: of("network.out").some(({ name }) => name === ""),
    filesystem: of("fs.write").length > 0 ? "write" : of("fs.read").length > 0 ? "read" : "none",
    env: variables.length > 0 || of("env.bulk").length > 0 ? "read" : "none",
    envNames: sorted(variables.map(({ name }) => name)).slice(0, maxNames),
    envBulk: of("env.bulk").length > 0,
    subprocess: of("subprocess").length > 0 ? "allow" : "none",
    commands: named("subprocess", maxCommands),
    secrets: named("secret", maxNames),
    dynamicCode: of("dynamicCode").length > 0,
    native: of("native").length > 0 || hooks.some(({ build }) => build !== undefined),
    wasm: of("wasm").length > 0,
    installScripts: hooks.length > 0,
    unknown,
    evidence: evidenceOf(uses),
  };
}

/** Low, medium or high, as the product's contract fixes it (threat catalogue §14.5). */
export function riskOf(can: Capabilities): Risk {
  if (can.filesystem === "write" || can.subprocess === "allow" || can.unknown.length > 0) {
    return "high";
  }
  const reaches =
    can.network !== "none" ||
    can.filesystem === "read" ||
    can.env === "read" ||
    can.secrets.length > 0 ||
    can.native;
  return reaches ? "medium" : "low";
}

function networkOf(isOut: boolean, isIn: boolean): Capabilities["network"] {
  if (isOut && isIn) return "both";
  if (isOut) return "outbound";
  return isIn ? "inbound" : "none";
}

/** Which key of the report a use is evidence for. */
const keys: Readonly<Record<ApiUse["capability"], string>> = {
  "network.out": "network",
  "network.in": "network",
  "fs.read": "filesystem",
  "fs.write": "filesystem",
  env: "env",
  "env.bulk": "env",
  subprocess: "subprocess",
  secret: "secrets",
  dynamicCode: "dynamicCode",
  native: "native",
  wasm: "wasm",
  unknown: "unknown",
};

/** Of each key the use that acts earliest; of a key with grades the one that decided the grade. */
function evidenceOf(uses: readonly ApiUse[]): readonly CapabilityEvidence[] {
  const best = new Map<string, ApiUse>();
  for (const use of uses) {
    if (use.capability === "env" && variableKind(use.name) === "config") continue;
    const key = keys[use.capability];
    const before = best.get(key);
    if (before === undefined || compare(use, before) < 0) best.set(key, use);
  }
  return [...best.entries()]
    .map(([capability, { file, line, surface }]) => ({ capability, file, line, surface }))
    .sort((a, b) => byText(a.capability, b.capability));
}

function compare(a: ApiUse, b: ApiUse): number {
  return (
    Number(b.capability === "fs.write") - Number(a.capability === "fs.write") ||
    strongestFirst.indexOf(a.surface) - strongestFirst.indexOf(b.surface) ||
    byText(a.file, b.file) ||
    a.line - b.line
  );
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== ""))].sort(byText);
}

/** By code units, so that the order does not depend on a locale. */
function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
