import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { attempt, useChannel } from "../../channel/use-channel.ts";
import { Copyable } from "../../parts/copy.tsx";
import { Notice } from "../../parts/states.tsx";
import { WorkButton } from "../../parts/work-button.tsx";
import { download } from "./download.ts";
import { type Filter, payloadOf } from "./filter.ts";

type Verified = Answer<"verifyAudit">;

/** Proves that the log is whole, and takes it along. */
export function Keep({ filter }: { readonly filter: Filter }) {
  const channel = useChannel();
  const [head, setHead] = useState("");
  const [verified, setVerified] = useState<Verified | null>(null);
  const [isBusy, setBusy] = useState(false);
  const verify = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    const asked = head.trim() === "" ? {} : { head: head.trim().toLowerCase() };
    setVerified(await attempt(channel.ask("verifyAudit", asked), null));
    setBusy(false);
  };
  const take = async (kind: "json" | "csv") => {
    setBusy(true);
    await attempt(download(kind, payloadOf(filter)), null);
    setBusy(false);
  };
  return (
    <section class="card" aria-label="Verify and export">
      <form class="toolbar" onSubmit={(event) => void verify(event)}>
        <label class="is-wide">
          <span>A head that you noted earlier (may stay empty)</span>
          <input
            class="mono"
            maxLength={64}
            pattern="\s*[0-9A-Fa-f]{64}\s*"
            title="64 hexadecimal digits"
            value={head}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setHead(event.currentTarget.value)}
          />
        </label>
        <WorkButton isBusy={isBusy}>Verify the log</WorkButton>
        <WorkButton isBusy={isBusy} onClick={() => void take("json")}>
          Export JSON
        </WorkButton>
        <WorkButton isBusy={isBusy} onClick={() => void take("csv")}>
          Export CSV
        </WorkButton>
      </form>
      <p class="is-faint">
        Each entry holds the hash of the one before it, so that none can be changed or taken out
        unseen. An export holds what the filter below lets through, at most 100,000 entries.
      </p>
      <div aria-live="polite">{verified === null ? null : <Result verified={verified} />}</div>
    </section>
  );
}

function Result({ verified }: { readonly verified: Verified }) {
  const { isWhole, entries, removed, head, problem, knowsHead } = verified;
  if (!isWhole) {
    return (
      <Notice tone="bad">
        <p>
          The log was tampered with
          {problem === null ? "" : ` at entry ${problem.id}: ${problem.why}`}.{" "}
          {entries.toLocaleString("en")} entries before it are whole.
        </p>
      </Notice>
    );
  }
  return (
    <>
      <Notice tone={knowsHead === false ? "bad" : "good"}>
        <p>
          The log is whole: {entries.toLocaleString("en")} entries
          {removed === 0
            ? ""
            : `, and ${removed.toLocaleString("en")} removed when their time was over`}
          .{knowsHead === true ? " The head that you noted is in it." : ""}
          {knowsHead === false
            ? " The head that you noted is not in it: the end was cut off, or it is of another registry."
            : ""}
        </p>
      </Notice>
      <p>Its head now; noted elsewhere, it proves later that nothing before it was changed:</p>
      <Copyable text={head} label="the head of the log" />
    </>
  );
}
