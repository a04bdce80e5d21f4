import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer, useChannel } from "../../channel/use-channel.ts";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { FilterField } from "../../parts/filter-field.tsx";
import { Show } from "../../parts/loaded.tsx";
import { More } from "../../parts/more.tsx";
import { Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { NewToken } from "./new-token.tsx";
import { hasEnded, type Token, tokenColumns } from "./token-columns.tsx";
import { TokenSecret } from "./token-secret.tsx";

type Made = Answer<"createToken">;

const step = 100;

/** What programs and people show to prove who they are. */
export function Tokens() {
  const channel = useChannel();
  const loaded = useAnswer("getTokens", {});
  const [isAdding, setAdding] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const [ending, setEnding] = useState<Token | null>(null);
  return (
    <>
      <div class="part-head">
        <p>
          A token is shown once, when it is made. What it may do can be narrowed, never widened;
          when the registry asks for more, make another one.
        </p>
        <button type="button" class="is-primary" onClick={() => setAdding(true)}>
          New token
        </button>
      </div>
      <Show of={loaded}>{({ tokens }) => <List tokens={tokens} revoke={setEnding} />}</Show>
      {isAdding ? (
        <NewToken
          onDone={(token) => {
            setMade(token);
            loaded.reload();
          }}
          onClose={() => setAdding(false)}
        />
      ) : null}
      {made === null ? null : <TokenSecret made={made} onClose={() => setMade(null)} />}
      {ending === null ? null : (
        <ConfirmDialog
          title="Revoke this token?"
          text={`${visibleText(ending.label)} (${ending.prefix}…) stops working at once, and cannot be brought back.`}
          button="Revoke"
          isBad
          done="The token is revoked"
          act={() => channel.ask("revokeToken", { id: ending.id })}
          onClose={(isDone) => {
            setEnding(null);
            if (isDone) loaded.reload();
          }}
        />
      )}
    </>
  );
}

interface ListProps {
  readonly tokens: readonly Token[];
  readonly revoke: (token: Token) => void;
}

function List({ tokens, revoke }: ListProps) {
  const [text, setText] = useState("");
  const [showsEnded, setShowsEnded] = useState(false);
  const [shown, setShown] = useState(step);
  const wanted = text.trim().toLowerCase();
  const found = tokens.filter(
    (token) => (showsEnded || !hasEnded(token)) && wordsOf(token).includes(wanted),
  );
  const ended = tokens.filter(hasEnded).length;
  return (
    <>
      <div class="toolbar">
        <FilterField value={text} onInput={setText} />
        <label class="is-inline">
          <input
            type="checkbox"
            checked={showsEnded}
            onChange={(event) => setShowsEnded(event.currentTarget.checked)}
          />
          <span>Also those that ended ({ended})</span>
        </label>
        <p class="is-faint" role="status">
          {found.length} of {tokens.length} tokens
        </p>
      </div>
      {found.length === 0 ? (
        <Empty>
          <p>No token fits.</p>
        </Empty>
      ) : (
        <Table
          caption="Tokens"
          columns={tokenColumns(revoke)}
          rows={found.slice(0, shown)}
          keyOf={({ id }) => id}
        />
      )}
      <More rest={found.length - shown} step={step} onMore={() => setShown(shown + step)} />
    </>
  );
}

function wordsOf({ label, description, principal, prefix, id, packages }: Token): string {
  return [label, description, principal, prefix, id, ...packages].join(" ").toLowerCase();
}
