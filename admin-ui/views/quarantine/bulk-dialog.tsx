import { useState } from "preact/hooks";
import type { Channel } from "../../channel/channel.ts";
import { useChannel } from "../../channel/use-channel.ts";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { ReasonField } from "../../parts/reason-field.tsx";
import { toast } from "../../parts/toasts.tsx";
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
  const [reason, setReason] = useState("");
  const [done, setDone] = useState<number | null>(null);
  const { verb, about, done: participle } = words[kind];
  const count = rows.length === 1 ? "1 release" : `${rows.length} releases`;

  const act = async () => {
    try {
      return await decideAll(channel, { kind, rows }, reason, setDone);
    } finally {
      setDone(null);
    }
  };
  const tell = (failed: readonly string[]) => {
    const others = failed.length === 0 ? "" : `; refused: ${failed.slice(0, 5).join(", ")}`;
    const succeeded = rows.length - failed.length;
    toast(
      `${failed.length === 0 ? count : `${succeeded} of ${count}`} ${participle}${others}`,
      failed.length === 0 ? "good" : "bad",
    );
    onClose(true);
  };

  return (
    <FormDialog
      title={`${verb}: ${count}`}
      button={done === null ? `${verb}: ${count}` : `${done} of ${rows.length}…`}
      isBad={kind === "reject"}
      act={act}
      onDone={tell}
      onClose={() => onClose(false)}
    >
      <p>{about}</p>
      <Named rows={rows} />
      {kind === "rescan" ? null : <ReasonField value={reason} onInput={setReason} />}
    </FormDialog>
  );
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
