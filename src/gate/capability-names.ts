import type { Capabilities } from "../scanner/report.ts";

/** What code can do in few words, such as `network: outbound`; empty when nobody read it to the end. */
export function capabilityNames(capabilities: Capabilities | null): string[] {
  if (capabilities === null) return [];
  const { network, filesystem, env, subprocess } = capabilities;
  const graded = { network, filesystem, env, subprocess };
  const plain = {
    dynamic_code: capabilities.dynamicCode,
    native: capabilities.native,
    wasm: capabilities.wasm,
    install_scripts: capabilities.installScripts,
    secrets: capabilities.secrets.length > 0,
    unknown: capabilities.unknown.length > 0,
  };
  return [
    ...Object.entries(graded).flatMap(([name, grade]) =>
      grade === "none" ? [] : [`${name}: ${grade}`],
    ),
    ...Object.entries(plain).flatMap(([name, has]) => (has ? [name] : [])),
  ];
}
