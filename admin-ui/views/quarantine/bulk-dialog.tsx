import { useState } from "preact/hooks";
import type { Channel } from "../../channel/channel.ts";
import { useChannel } from "../../channel/use-channel.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { toast } from "../../parts/toasts.tsx";
import { useGuarded } from "../../parts/use-guarded.tsx";
import { labelOf, type Row } from "./rows.ts";

export interface BulkTask {
  readonly kind: "approve" | "reject" | "rescan";
  readonly rows: readonly Row[];
}

export interface BulkDialogProps {
  readonly task: BulkTask;
  readonly onClose: (isDone: boolean) => void;
}

/** So many go to the registry at once: each decision is a transaction, and answers must come in time. */
const batch = 20;
const namedAtFirst = 8;

const words = {
  approve: {
    verb: "Approve",
    done: "approved",
    about:
      "They are served from now on, to everybody who may have them. Approve only what you read.",
  },
  reject: {
    verb: "Reject",
    done: "rejected",
    about:
      "These bytes are refused for good, whatever their name. Copies of upstreams are removed.",
  },
  rescan: {
    verb: "Scan again",
    done: "scanned",
    about: "They are judged by the rules in force. What comes out clean is released.",
  },
} as const;

/** One decision about several records, which are named in it. */
export function BulkDialog({ task: { kind, rows }, onClose }: BulkDialogProps) {
  const channel = useChannel();
  const guarded = useGuarded();
  const [reason, setReason] = useState("");
  const [done, setDone] = useState(0);
  const { verb, about, done: participle } = words[kind];
  const count = rows.length === 1 ? "1 release" : `${rows.length} releases`;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const dialog = (event.currentTarget as HTMLElement).closest("dialog");
    const failed = await guarded.run(() => decideAll(channel, { kind, rows }, reason, setDone));
    if (failed === null) return;
    const others = failed.length === 0 ? "" : `; refused: ${failed.slice(0, 5).join(", ")}`;
    const succeeded = rows.length - failed.length;
    toast(
      `${failed.length === 0 ? count : `${succeeded} of ${count}`} ${participle}${others}`,
      failed.length === 0 ? "good" : "bad",
    );
    dialog?.close();
    onClose(true);
  };

  return (
    <Dialog title={`${verb}: ${count}`} onClose={() => onClose(false)}>
      <form onSubmit={(event) => void submit(event)}>
        <p>{about}</p>
        <Named rows={rows} />
        {kind === "rescan" ? null : (
          <label>
            <span>Reason (kept with the decision)</span>
            <textarea
              required
              rows={3}
              maxLength={2000}
              value={reason}
              ref={focusFirst}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
        )}
        {guarded.field}
        {guarded.refusal}
        <div class="row is-apart">
          <button type="button" onClick={(event) => event.currentTarget.closest("dialog")?.close()}>
            Cancel
          </button>
          <button
            type="submit"
            class={kind === "reject" ? "is-bad" : "is-primary"}
            disabled={guarded.isBusy}
          >
            {guarded.isBusy ? `${done} of ${rows.length}…` : `${verb}: ${count}`}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** A dialog that opens begins where something must be written. */
function focusFirst(element: HTMLTextAreaElement | null): void {
  if (element !== null) element.autofocus = true;
}

function Named({ rows }: { readonly rows: readonly Row[] }) {
  const [first, rest] = [rows.slice(0, namedAtFirst), rows.slice(namedAtFirst)];
  return (
    <div class="named">
      <ul>
        {first.map((row) => (
          <li key={row.id}>{labelOf(row)}</li>
        ))}
      </ul>
      {rest.length === 0 ? null : (
        <details>
          <summary>and {rest.length} more</summary>
          <p>{rest.map(labelOf).join(", ")}</p>
        </details>
      )}
    </div>
  );
}

/** @returns the labels of what was refused; the others are done all the same */
async function decideAll(
  channel: Channel,
  { kind, rows }: BulkTask,
  reason: string,
  told: (done: number) => void,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (let at = 0; at < rows.length; at += batch) {
    told(at);
    const ids = rows.slice(at, at + batch).map(({ id }) => id);
    if (kind === "approve") {
      const { failed: some = [] } = await channel.ask("approveAllQuarantine", {
        ids,
        note: reason,
      });
      failed.push(...some);
    } else if (kind === "reject") {
      const { failed: some = [] } = await channel.ask("clearQuarantine", { ids, note: reason });
      failed.push(...some);
    } else {
      await channel.ask("rescanQuarantine", { ids });
    }
  }
  return failed;
}
