import type { Capabilities } from "../scanner/report.ts";

/** Without what only a reviewer needs; some faces leave out commands, which are free text. */
type ShownCapabilities = Omit<Capabilities, "evidence" | "commands"> &
  Partial<Pick<Capabilities, "commands">>;

/** What the package can do, in a line each; nothing is said of what it cannot. */
export function capabilityLines(capabilities: ShownCapabilities | null): string[] {
  if (capabilities === null) return [];
  const { network, filesystem, env, subprocess, unknown } = capabilities;
  const lines = [
    network === "none" ? null : named("network", network, hostsOf(capabilities)),
    filesystem === "none" ? null : named("files", filesystem, []),
    env === "none" ? null : named("environment", env, variablesOf(capabilities)),
    subprocess === "none" ? null : named("processes", subprocess, capabilities.commands ?? []),
    capabilities.secrets.length === 0 ? null : named("secrets", "read", capabilities.secrets),
    capabilities.dynamicCode ? "code that it makes at run time" : null,
    capabilities.native ? "native code" : null,
    capabilities.wasm ? "WebAssembly" : null,
    capabilities.installScripts ? "scripts that run at installation" : null,
    unknown.length === 0 ? null : named("unknown", "in part", unknown),
  ].filter((line) => line !== null);
  return lines.length === 0
    ? ["  can do: nothing but compute"]
    : lines.map((l) => `  can do: ${l}`);
}

function hostsOf({ hosts, dynamicHosts }: ShownCapabilities): readonly string[] {
  return dynamicHosts ? [...hosts, "hosts that it computes"] : hosts;
}

function variablesOf({ envNames, envBulk }: ShownCapabilities): readonly string[] {
  return envBulk ? [...envNames, "all of it at once"] : envNames;
}

const shownNames = 8;

function named(what: string, how: string, names: readonly string[]): string {
  const more = names.length - shownNames;
  const list = [...names.slice(0, shownNames), ...(more > 0 ? [`${more} more`] : [])].join(", ");
  return `${what} ${how}${list === "" ? "" : ` (${list})`}`;
}
