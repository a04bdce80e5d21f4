import { describe, expect, test } from "vitest";
import { toFinding } from "../../src/scanner/findings/to-finding.ts";
import type { Finding, Verdict } from "../../src/scanner/report.ts";
import { allRules } from "../../src/scanner/rules/all.ts";
import { score } from "../../src/scanner/score.ts";
import { packageView, type ViewOptions } from "./package-view.ts";

/** A package by its files, or by its index.js alone. */
export type Sample = string | ViewOptions;

export interface VerdictTables {
  /** The rule sees them, and all rules together block. */
  readonly blocks: Readonly<Record<string, Sample>>;
  /** The rule sees them, and all rules together warn. */
  readonly warns?: Readonly<Record<string, Sample>>;
  /** Harmless look-alikes: the rule says nothing that is not explained, and nobody blocks. */
  readonly passes: Readonly<Record<string, Sample>>;
}

interface Judged {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** What all rules say about a package, its code read as the scanner reads it. */
function judge(sample: Sample): Judged {
  const options = typeof sample === "string" ? { files: { "index.js": sample } } : sample;
  const view = packageView(options);
  const findings = allRules.flatMap((rule) =>
    [...rule.check(view)].map((hit) => toFinding(rule.meta, hit)),
  );
  return { verdict: score(findings).verdict, findings };
}

/** Runs one rule's tables through the reader of code, all rules and the score. */
export function describeVerdicts(ruleId: string, tables: VerdictTables): void {
  describe(ruleId, () => {
    test.each(Object.entries(tables.blocks))("blocks %s", (_, sample) => {
      const { verdict, findings } = judge(sample);
      expect(seen(findings)).toContain(ruleId);
      expect(verdict).toBe("block");
    });

    test.each(Object.entries(tables.warns ?? {}))("warns of %s", (_, sample) => {
      const { verdict, findings } = judge(sample);
      expect(seen(findings)).toContain(ruleId);
      expect(verdict).toBe("warn");
    });

    test.each(Object.entries(tables.passes))("passes %s", (_, sample) => {
      const { verdict, findings } = judge(sample);
      const weighty = findings.filter((one) => one.ruleId === ruleId && one.points >= 40);
      expect(weighty).toEqual([]);
      expect(verdict).not.toBe("block");
    });
  });
}

function seen(findings: readonly Finding[]): readonly string[] {
  return findings.filter(({ explainedBy }) => explainedBy === null).map(({ ruleId }) => ruleId);
}

/** The same code as something that runs when the package is installed. */
export function atInstall(code: string, files: Readonly<Record<string, string>> = {}): ViewOptions {
  return {
    manifest: { scripts: { postinstall: "node setup.js" } },
    files: { "setup.js": code, "index.js": "", ...files },
  };
}

/** The same code as a command that somebody starts. */
export function asCommand(code: string, files: Readonly<Record<string, string>> = {}): ViewOptions {
  return {
    manifest: { bin: { sample: "cli.js" } },
    files: { "cli.js": code, "index.js": "", ...files },
  };
}

export function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

export function hex(text: string): string {
  return Buffer.from(text).toString("hex");
}
