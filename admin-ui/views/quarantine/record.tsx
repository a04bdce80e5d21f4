import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { Capabilities } from "../../parts/capabilities.tsx";
import { Show } from "../../parts/loaded.tsx";
import { isFocusFree } from "../../shell/focus.ts";
import { goTo, linkTo } from "../../shell/route.ts";
import { changes } from "./changes.ts";
import { DecisionPanel, focusDecision } from "./decision-panel.tsx";
import { RecordDiff } from "./record-diff.tsx";
import { RecordFacts } from "./record-facts.tsx";
import { RecordFindings } from "./record-findings.tsx";
import { RecordSummary } from "./record-summary.tsx";
import { cursor, fresh, inOrder, narrowed, type Row, without, withWords } from "./rows.ts";
import { ShortcutButton, useShortcutHelp } from "./shortcut-help.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { WhoAsked } from "./who-asked.tsx";

export type QuarantineRecord = Answer<"getQuarantineRecord">;

/** One record: what it is, why it is held, and the decision about it. */
export function Record({ id }: { readonly id: string }) {
  const loaded = useAnswer("getQuarantineRecord", { id }, changes);
  const list = useAnswer("getQuarantineRows", {}, changes);
  const waiting = useMemo(
    () => withWords(inOrder(list.data?.rows ?? []), narrowed.peek().q),
    [list.data],
  );
  const [before, after] = around(waiting, id);
  const help = useShortcutHelp();

  useEffect(() => {
    cursor.value = id;
    fresh.value = without(fresh.peek(), id);
  }, [id]);
  useShortcuts({
    j: () => void (after !== undefined && goTo("quarantine", after.id)),
    k: () => void (before !== undefined && goTo("quarantine", before.id)),
    a: () => void focusDecision("approve"),
    r: () => void focusDecision("reject"),
    u: () => void goTo("quarantine", "", narrowed.peek()),
    "?": () => void help.open(),
  });

  const leave = () => {
    const next = after ?? before;
    if (next !== undefined) goTo("quarantine", next.id);
    else goTo("quarantine", "", narrowed.peek());
  };
  return (
    <>
      <nav class="row is-apart record-nav" aria-label="Records">
        <a href={linkTo("quarantine", "", narrowed.peek())}>← Quarantine</a>
        <div class="row">
          <Place of={waiting} id={id} />
          <Step to={before}>Previous</Step>
          <Step to={after}>Next</Step>
          <ShortcutButton onOpen={help.open} />
        </div>
      </nav>
      {loaded.data === null ? <h1>A record of the quarantine</h1> : null}
      <Show of={loaded}>
        {(record) => <Body record={record} reload={loaded.reload} leave={leave} />}
      </Show>
      {help.dialog}
    </>
  );
}

/** The held records before and after one, in the order of the list. */
function around(rows: readonly Row[], id: string): [Row | undefined, Row | undefined] {
  const at = rows.findIndex((row) => row.id === id);
  if (at === -1) return [undefined, rows[0]];
  return [rows[at - 1], rows[at + 1]];
}

function Place({ of: rows, id }: { readonly of: readonly Row[]; readonly id: string }) {
  const at = rows.findIndex((row) => row.id === id);
  if (at === -1) return null;
  return (
    <span class="is-faint">
      {at + 1} of {rows.length} held
    </span>
  );
}

interface StepProps {
  readonly to: Row | undefined;
  readonly children: string;
}

function Step({ to, children }: StepProps) {
  if (to === undefined) return null;
  return (
    <a class="button" href={linkTo("quarantine", to.id)}>
      {children}
    </a>
  );
}

interface BodyProps {
  readonly record: QuarantineRecord;
  readonly reload: () => void;
  readonly leave: () => void;
}

function Body({ record, reload, leave }: BodyProps) {
  const { name, version, previousVersion } = record;
  const heading = useRef<HTMLHeadingElement>(null);
  // A record that another one led to is read from its beginning.
  useEffect(() => {
    if (isFocusFree()) heading.current?.focus();
  }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1} class="record-title">
        {name}
        <span class="queue-version">@{version}</span>
      </h1>
      <RecordSummary record={record} />
      <div class="record">
        <DecisionPanel record={record} reload={reload} leave={leave} />
        <div class="record-main">
          <RecordFindings record={record} reload={reload} />
          <section class="card">
            <h2>{previousVersion === null ? "Contents" : `Changes since ${previousVersion}`}</h2>
            <RecordDiff record={record} />
          </section>
          <section class="card">
            <h2>What it can do</h2>
            <Capabilities capabilities={record.capabilities} risk={record.risk} />
          </section>
          <WhoAsked record={record} />
        </div>
        <RecordFacts record={record} />
      </div>
    </>
  );
}
