import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Finding } from "../../src/scanner/report.ts";
import { More } from "./more.tsx";
import { Severity } from "./severity.tsx";
import { visibleText } from "./visible-text.ts";

export interface FindingsProps<F extends Finding> {
  readonly findings: readonly F[];
  /** What can be done about one of them. */
  readonly action?: (finding: F) => ComponentChildren;
}

/** So many are shown before somebody asks for more. */
const step = 40;

/** What a scan found, the heaviest first as the scanner orders them. */
export function Findings<F extends Finding>({ findings, action }: FindingsProps<F>) {
  const [shown, setShown] = useState(step);
  const rest = findings.length - shown;
  return (
    <>
      <ul class="findings">
        {findings.slice(0, shown).map((finding, index) => (
          <li key={`${finding.ruleId} ${finding.file} ${finding.line} ${index}`}>
            <OneFinding finding={finding} action={action?.(finding)} />
          </li>
        ))}
      </ul>
      <More rest={rest} step={step} onMore={() => setShown(shown + step)} />
    </>
  );
}

interface OneFindingProps {
  readonly finding: Finding;
  readonly action: ComponentChildren;
}

function OneFinding({ finding, action }: OneFindingProps) {
  const { severity, ruleId, message, advice, surface, excerpt, chain, explainedBy } = finding;
  return (
    <article class="finding">
      <h4>
        <Severity level={severity} /> <code class="rule">{ruleId}</code> <span>{message}</span>
      </h4>
      <p class="finding-where">
        <Where finding={finding} />
        <span>{surfaces[surface]}</span>
        {finding.solo ? <span>Enough by itself to hold a release</span> : null}
      </p>
      {excerpt === null || excerpt === "" ? null : (
        <pre class="excerpt">
          <code>{visibleText(excerpt)}</code>
        </pre>
      )}
      {chain.length === 0 ? null : <Chain steps={chain} proximity={finding.proximity} />}
      {explainedBy === null ? null : (
        <p class="is-faint">Weighs less, because it looks like {explainedBy}.</p>
      )}
      <div class="finding-foot">
        <p>{advice}</p>
        {action}
      </div>
    </article>
  );
}

function Where({ finding: { file, line, column } }: { readonly finding: Finding }) {
  if (file === null) return <span>The archive as a whole</span>;
  const at = [line, column].filter((part) => part !== null).join(":");
  return (
    <code class="path">
      {visibleText(file)}
      {at === "" ? "" : `:${at}`}
    </code>
  );
}

interface ChainProps {
  readonly steps: readonly string[];
  readonly proximity: Finding["proximity"];
}

/** What reaches what, in order: from where something is taken to where it goes. */
function Chain({ steps, proximity }: ChainProps) {
  return (
    <div class="chain">
      <p>
        How it fits together
        {proximity === null ? "" : ` (${proximities[proximity]})`}:
      </p>
      <ol>
        {steps.map((step, index) => (
          <li key={index}>
            <code>{visibleText(step)}</code>
          </li>
        ))}
      </ol>
    </div>
  );
}

const surfaces: Readonly<Record<Finding["surface"], string>> = {
  install: "Runs when it is installed",
  load: "Runs when it is loaded",
  handler: "Runs on an event",
  call: "Runs when it is called",
  cli: "Runs as a command",
  dormant: "Nothing seems to reach it",
  agent: "Read by agents",
  structure: "About the archive",
};

const proximities: Readonly<Record<NonNullable<Finding["proximity"]>, string>> = {
  flow: "the value was followed from one to the other",
  func: "in one function",
  file: "in one file",
  bundle: "in one bundle",
  component: "in files that load each other",
  package: "in one package",
};
