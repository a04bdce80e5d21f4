import type { ComponentChildren } from "preact";
import { Moment } from "../../parts/moment.tsx";
import { RiskBadge } from "../../parts/risk-badge.tsx";
import { Severity } from "../../parts/severity.tsx";
import { Badge, Notice } from "../../parts/states.tsx";
import { stateTones } from "./queue-row.tsx";
import type { QuarantineRecord } from "./record.tsx";

/** What it is and why it is held, before anything else. */
export function RecordSummary({ record }: { readonly record: QuarantineRecord }) {
  const { state, risk, source, quarantinedAt, knownBad, limitsHit } = record;
  const strongest = strongestOf(record);
  return (
    <>
      <p class="record-why">
        {strongest === undefined ? null : <Severity level={strongest.severity} />}{" "}
        <span>{sentence(record)}</span>
      </p>
      <p class="row">
        <Badge tone={stateTones[state]}>{state}</Badge>
        <RiskBadge risk={risk} />
        <span class="is-faint">
          {source === "local" ? "published here" : "from an upstream"}, first held{" "}
          <Moment at={quarantinedAt} />
        </span>
      </p>
      {knownBad === null ? null : <KnownBad entry={knownBad} />}
      {limitsHit.length === 0 ? null : <Limits names={limitsHit} />}
    </>
  );
}

/** What decides the verdict: the heaviest finding that counts and that nothing explains. */
function strongestOf({ issues }: QuarantineRecord) {
  const counting = issues.filter(({ isSuppressed }) => !isSuppressed);
  return counting.find(({ explainedBy }) => explainedBy === null) ?? counting[0] ?? issues[0];
}

function sentence(record: QuarantineRecord): ComponentChildren {
  const { state, ruling, knownBad, releasedBy, verdict } = record;
  const strongest = strongestOf(record);
  const found = strongest === undefined ? "Nothing was found in it." : strongest.message;
  if (state === "approved") return `Approved by ${ruling?.person ?? "somebody"}. ${found}`;
  if (state === "rejected") return `Rejected by ${ruling?.person ?? "somebody"}. ${found}`;
  if (state === "released") {
    return `It is served again${releasedBy === null ? "" : ` since ${releasedBy}`}. ${found}`;
  }
  if (knownBad !== null) return "It is held because it is listed as bad.";
  return verdict === "block" ? `It is held because of this: ${found}` : found;
}

function KnownBad({ entry }: { readonly entry: NonNullable<QuarantineRecord["knownBad"]> }) {
  const { kind, id, reason, isLocal, since } = entry;
  const list = isLocal ? "the block list of this registry" : "a list that this registry follows";
  return (
    <Notice tone="bad">
      <p>
        Listed as bad by {kind === "advisory" ? "the advisory" : list} <code>{id}</code>:{" "}
        {reason === "" ? "no reason is given" : reason} (<Moment at={since} />)
      </p>
    </Notice>
  );
}

const limitWords: Readonly<Record<string, string>> = {
  compressed: "the tarball is larger than is read",
  unpacked: "it unpacks to more than is read",
  file: "one of its files is larger than is read",
  entries: "it holds more files than are read",
  path: "one of its paths is too long",
  depth: "its folders lie too deep",
  "extended-header": "a header of its archive is too large",
  ratio: "it unpacks to far more than it weighs, as bombs do",
  json: "its package.json is too large or too deep",
  time: "the scan took longer than allowed",
  memory: "the scan needed more memory than allowed",
  crash: "the scanning process ended without an answer",
  rule: "a rule failed on it",
  text: "a file that runs at install is too large to be read",
  code: "code that runs at install could not be read to its end",
  prose: "instructions for agents are too long to be read to their end",
};

function Limits({ names }: { readonly names: readonly string[] }) {
  return (
    <Notice tone="warn">
      <p>
        Not all of it was read: {names.map((name) => limitWords[name] ?? name).join("; ")}. What
        nobody read is never called clean, so it is held whatever else was found. Scan it again, and
        read it by hand before you approve it.
      </p>
    </Notice>
  );
}
