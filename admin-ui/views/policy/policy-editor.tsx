import { useEffect, useRef, useState } from "preact/hooks";
import { type Answer, ChannelError } from "../../channel/channel.ts";
import { useChannel } from "../../channel/use-channel.ts";
import { Notice } from "../../parts/states.tsx";
import { toast } from "../../parts/toasts.tsx";
import { useGuarded } from "../../parts/use-guarded.tsx";
import { WorkButton } from "../../parts/work-button.tsx";
import { Conflict } from "./conflict.tsx";
import { faultsIn, PolicyFaults, select } from "./policy-faults.tsx";
import { PolicyPreview } from "./policy-preview.tsx";

type Stored = Answer<"getPolicy">;

interface Looked {
  /** The text that it is about. */
  readonly text: string;
  readonly result: Answer<"previewPolicy"> | ChannelError;
}

export interface PolicyEditorProps {
  readonly stored: Stored;
  readonly onChange: () => void;
}

/** Nothing is put in force that nobody has seen the effects of. */
export function PolicyEditor({ stored, onChange }: PolicyEditorProps) {
  const channel = useChannel();
  const guarded = useGuarded();
  const field = useRef<HTMLTextAreaElement>(null);
  const [base, setBase] = useState(stored);
  const [text, setText] = useState(stored.text);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [isLooking, setLooking] = useState(false);
  const isDirty = text !== base.text;
  const isStale = stored.digest !== base.digest;

  const takeOver = () => {
    setBase(stored);
    setText(stored.text);
    setLooked(null);
  };
  // Whoever has changed nothing simply sees what is in force.
  useEffect(() => {
    if (isStale && !isDirty) takeOver();
  }, [stored.digest]);

  const preview = async () => {
    setLooking(true);
    const asked = channel.ask("previewPolicy", { text });
    const result = await asked.catch((error: ChannelError) => error);
    setLooking(false);
    setLooked({ text, result });
  };

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const put = await guarded.run(() => setPolicy());
    if (put === null || put === "changed") return;
    toast("The policy is in force", "good");
    setBase(put);
    setLooked(null);
    field.current?.focus();
    onChange();
  };

  /** A conflict is no refusal to read, but something to look at. */
  const setPolicy = async () => {
    try {
      return await channel.ask("setPolicy", { text, digest: base.digest });
    } catch (error) {
      if (!(error instanceof ChannelError) || error.code !== "policy_changed") throw error;
      onChange();
      return "changed";
    }
  };

  const current = looked?.text === text ? looked.result : null;
  const faults = current instanceof Error ? faultsIn(current.message) : null;
  const isSeen = current !== null && !(current instanceof Error);
  return (
    <form class="policy" onSubmit={(event) => void submit(event)}>
      {isStale && isDirty ? (
        <Conflict
          theirs={stored.text}
          onTheirs={takeOver}
          onMine={() => {
            setBase(stored);
            setLooked(null);
          }}
        />
      ) : null}
      <label>
        <span>trust/policy.toml</span>
        <textarea
          ref={field}
          class="policy-text"
          rows={Math.min(30, Math.max(10, text.split("\n").length + 2))}
          maxLength={200_000}
          value={text}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="none"
          wrap="off"
          aria-invalid={faults !== null}
          aria-describedby="policy-result"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="row">
        <WorkButton isBusy={isLooking} onClick={() => void preview()}>
          {isLooking ? "Looking" : "Preview"}
        </WorkButton>
        <WorkButton
          look="is-primary"
          isBusy={guarded.isBusy}
          isOff={!isSeen || !isDirty || isStale}
        >
          Put in force
        </WorkButton>
        {isDirty ? (
          <button type="button" class="is-quiet" onClick={takeOver}>
            Undo my changes
          </button>
        ) : null}
        <span class="is-faint">{hintOf({ isDirty, isSeen, isStale })}</span>
      </div>
      {guarded.field}
      {guarded.refusal}
      <div id="policy-result" aria-live="polite">
        {faults === null ? null : (
          <PolicyFaults faults={faults} onPick={(fault) => select(field.current, text, fault)} />
        )}
        {current === null || current instanceof Error ? null : <PolicyPreview preview={current} />}
        {looked !== null && current === null ? (
          <Notice>
            <p>The text was changed since the preview.</p>
          </Notice>
        ) : null}
      </div>
    </form>
  );
}

interface Standing {
  readonly isDirty: boolean;
  readonly isSeen: boolean;
  readonly isStale: boolean;
}

function hintOf({ isDirty, isSeen, isStale }: Standing): string {
  if (!isDirty) return "This is in force.";
  if (isStale) return "First decide about the other change.";
  return isSeen ? "" : "Preview it first.";
}
