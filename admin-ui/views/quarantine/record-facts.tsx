import { Copyable } from "../../parts/copy.tsx";
import { Moment } from "../../parts/moment.tsx";
import { sizeOf } from "../../parts/size.ts";
import type { QuarantineRecord } from "./record.tsx";

/** What is known of the bytes and of the scan. */
export function RecordFacts({ record }: { readonly record: QuarantineRecord }) {
  const { size, source, ruleset, scannedAt, quarantinedAt, total, issuesCount, file } = record;
  return (
    <section class="card record-facts">
      <h2>About the bytes</h2>
      <dl class="facts">
        <dt>Size</dt>
        <dd>{size === 0 ? "not fetched yet" : sizeOf(size)}</dd>
        <dt>Source</dt>
        <dd>{source === "local" ? "published here" : "upstream"}</dd>
        <dt>Findings</dt>
        <dd>
          {issuesCount}, with {Math.round(total)} points; 100 hold a release
        </dd>
        <dt>Rule-set</dt>
        <dd>
          <code>{ruleset}</code>
        </dd>
        <dt>Scanned</dt>
        <dd>
          <Moment at={scannedAt} />
        </dd>
        <dt>First held</dt>
        <dd>
          <Moment at={quarantinedAt} />
        </dd>
        <dt>File</dt>
        <dd>
          <code>{file}</code>
        </dd>
        <dt>Record</dt>
        <dd>
          <code>{record.id}</code>
        </dd>
      </dl>
      <Copyable
        text={`agentregistry quarantine show ${record.name}@${record.version}`}
        label="the command that shows this record"
      />
    </section>
  );
}
