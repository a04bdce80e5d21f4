import type { Capabilities, Risk } from "./report.ts";

type Joined = Omit<Capabilities, "evidence">;

const most = { hosts: 50, envNames: 100, commands: 50, secrets: 100, unknown: 50 } as const;

/** What several packages can do together (threat catalogue §14.2). Pure; of nothing, nothing. */
export function joinCapabilities(all: readonly Capabilities[]): Joined {
  const any = (test: (can: Capabilities) => boolean) => all.some(test);
  const list = (key: keyof typeof most) =>
    [...new Set(all.flatMap((can) => can[key]))].sort().slice(0, most[key]);
  const isIn = any(({ network }) => network === "inbound" || network === "both");
  const isOut = any(({ network }) => network === "outbound" || network === "both");
  return {
    network: isIn && isOut ? "both" : isOut ? "outbound" : isIn ? "inbound" : "none",
    hosts: list("hosts"),
    dynamicHosts: any((can) => can.dynamicHosts),
    filesystem: any((can) => can.filesystem === "write")
      ? "write"
      : any((can) => can.filesystem === "read")
        ? "read"
        : "none",
    env: any((can) => can.env === "read") ? "read" : "none",
    envNames: list("envNames"),
    envBulk: any((can) => can.envBulk),
    subprocess: any((can) => can.subprocess === "allow") ? "allow" : "none",
    commands: list("commands"),
    secrets: list("secrets"),
    dynamicCode: any((can) => can.dynamicCode),
    native: any((can) => can.native),
    wasm: any((can) => can.wasm),
    installScripts: any((can) => can.installScripts),
    unknown: list("unknown"),
  };
}

const rising: readonly Risk[] = ["low", "medium", "high"];

/** The highest of several risks; low for none. */
export function worstRisk(risks: readonly Risk[]): Risk {
  return rising.findLast((risk) => risks.includes(risk)) ?? "low";
}
