import type { Flags } from "../command.ts";
import { paintFor, printable, type Terminal } from "../terminal.ts";
import { countsOf, describeLock } from "./describe-lock.ts";
import { describeInLine, describeReport, verdictLine } from "./describe-report.ts";
import { reportJson } from "./report-json.ts";
import { type Scanned, toSarif } from "./sarif.ts";
import type { Outcome } from "./scan-target.ts";

/** Shows outcomes one after the other, in one of the forms that there are. */
export interface Printer {
  add(outcome: Outcome): void;
  end(): void;
}

export function printerFor(terminal: Terminal, flags: Flags, paths: number): Printer {
  if (flags["sarif"] === true) return sarif(terminal);
  if (flags["jsonl"] === true) return jsonLines(terminal);
  if (flags["json"] === true) return paths === 1 ? oneJson(terminal) : manyJson(terminal);
  return paths === 1 ? onePage(terminal) : manyLines(terminal);
}

/** A single path that cannot be read is a failure of the command, with its sentence and no report. */
function onePage(terminal: Terminal): Printer {
  return {
    add(outcome) {
      if (outcome.kind === "failed") throw outcome.error;
      const { path } = outcome;
      terminal.out(
        outcome.kind === "lock"
          ? describeLock(terminal, path, outcome.lock)
          : describeReport(terminal, path, outcome.scanned),
      );
    },
    end: () => {},
  };
}

function oneJson(terminal: Terminal): Printer {
  return {
    add(outcome) {
      if (outcome.kind === "failed") throw outcome.error;
      terminal.out(JSON.stringify(asJson(outcome), null, 2));
    },
    end: () => {},
  };
}

function manyJson(terminal: Terminal): Printer {
  const all: object[] = [];
  return {
    add: (outcome) => all.push({ path: outcome.path, ...asJson(outcome) }),
    end: () => terminal.out(JSON.stringify(all, null, 2)),
  };
}

function jsonLines(terminal: Terminal): Printer {
  return {
    add: (outcome) => terminal.out(JSON.stringify({ path: outcome.path, ...asJson(outcome) })),
    end: () => {},
  };
}

function asJson(outcome: Outcome): object {
  if (outcome.kind === "failed") return { error: outcome.error.message };
  return outcome.kind === "lock" ? outcome.lock : reportJson(outcome.scanned);
}

function manyLines(terminal: Terminal): Printer {
  const counts = new Map<string, number>();
  const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  return {
    add(outcome) {
      const { path } = outcome;
      if (outcome.kind === "failed") {
        count("failed");
        terminal.out(
          `${paintFor(terminal).bad("error")}  ${printable(`${path}: ${outcome.error.message}`)}`,
        );
      } else if (outcome.kind === "lock") {
        const { verdict } = outcome.lock;
        count(verdict);
        const line = { verdict, total: 0, risk: "-", rules: [`(${countsOf(outcome.lock)})`] };
        terminal.out(describeInLine(terminal, path, line));
      } else {
        const line = verdictLine(outcome.scanned.report);
        count(line.verdict);
        terminal.out(describeInLine(terminal, path, line));
      }
    },
    end() {
      const sum = [...counts].map(([what, times]) => `${times} ${what}`).join(", ");
      terminal.error(sum === "" ? "there was nothing to scan" : sum);
    },
  };
}

function sarif(terminal: Terminal): Printer {
  const scanned: Scanned[] = [];
  const failures: string[] = [];
  return {
    add(outcome) {
      const { path } = outcome;
      if (outcome.kind === "package") scanned.push({ path, report: outcome.scanned.report });
      else if (outcome.kind === "failed") failures.push(`${path}: ${outcome.error.message}`);
      else failures.push(`${path}: a lock file is looked up, not scanned; ask for it with --json`);
    },
    end: () => terminal.out(JSON.stringify(toSarif(scanned, failures), null, 2)),
  };
}
