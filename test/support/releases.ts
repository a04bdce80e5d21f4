import { releaseFactsOf } from "../../src/scanner/difference/release-facts.ts";
import type { ReleaseFacts } from "../../src/scanner/facts.ts";
import { interruptedReport } from "../../src/scanner/process/interrupted-report.ts";
import type { Capabilities, Report } from "../../src/scanner/report.ts";
import { packageView, type ViewOptions } from "./package-view.ts";

export const noCapabilities: Capabilities = {
  network: "none",
  hosts: [],
  dynamicHosts: false,
  filesystem: "none",
  env: "none",
  envNames: [],
  envBulk: false,
  subprocess: "none",
  commands: [],
  secrets: [],
  dynamicCode: false,
  native: false,
  wasm: false,
  installScripts: false,
  unknown: [],
  evidence: [],
};

/** What the scan of a package would have left for the next version; it could do nothing unless said. */
export function factsOf(view: ViewOptions, report: Partial<Report> = {}): ReleaseFacts {
  const empty = { ...interruptedReport("crash"), findings: [], capabilities: noCapabilities };
  return releaseFactsOf(packageView({ code: {}, ...view }), { ...empty, ...report });
}

/** A package that follows another one. */
export function release(
  before: ViewOptions,
  after: ViewOptions,
  report: Partial<Report> = {},
): ViewOptions {
  return { code: {}, ...after, previous: factsOf(before, report) };
}
