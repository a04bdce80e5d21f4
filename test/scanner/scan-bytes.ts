import { defaultLimits, type ScanLimits } from "../../src/scanner/limits.ts";
import type { Report } from "../../src/scanner/report.ts";
import type { Rule, Subject } from "../../src/scanner/rule.ts";
import { pathEscape } from "../../src/scanner/rules/tar-01-path-escape.ts";
import { links } from "../../src/scanner/rules/tar-02-links.ts";
import { specialFiles } from "../../src/scanner/rules/tar-03-special-files.ts";
import { collisions } from "../../src/scanner/rules/tar-04-collisions.ts";
import { disagreement } from "../../src/scanner/rules/tar-05-disagreement.ts";
import { missingManifest } from "../../src/scanner/rules/tar-08-manifest.ts";
import { specialNames } from "../../src/scanner/rules/tar-10-special-names.ts";
import { scan } from "../../src/scanner/scan.ts";
import type { ScanSource } from "../../src/scanner/unpack.ts";

export const subject: Subject = { origin: "upstream", name: null, version: null, manifest: null };

export const structureRules: readonly Rule[] = [
  pathEscape,
  links,
  specialFiles,
  collisions,
  disagreement,
  missingManifest,
  specialNames,
];

/** Scans bytes in memory, handed over in pieces. */
export async function scanBytes(
  bytes: Uint8Array,
  limits: Partial<ScanLimits> = {},
  rules: readonly Rule[] = structureRules,
): Promise<Report> {
  return await scan(sourceOf(bytes), subject, { ...defaultLimits, ...limits }, rules);
}

export function sourceOf(bytes: Uint8Array, pieceBytes = 10_000): ScanSource {
  return {
    bytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        yield bytes.subarray(at, at + pieceBytes);
      }
    },
  };
}

/** The ids of what was found, each once, in the order of the report. */
export function ruleIds(report: Report): string[] {
  return [...new Set(report.findings.map(({ ruleId }) => ruleId))];
}
