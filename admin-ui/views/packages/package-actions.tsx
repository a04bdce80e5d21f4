import { useState } from "preact/hooks";
import type { PackageCard } from "../../../src/overview/package-card.ts";
import { attempt, useAnswer, useChannel } from "../../channel/use-channel.ts";
import { visibleText } from "../../parts/visible-text.ts";
import { WorkButton } from "../../parts/work-button.tsx";
import { goTo } from "../../shell/route.ts";
import { BlockDialog } from "./block-dialog.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";

export interface PackageActionsProps {
  readonly card: PackageCard;
  readonly version: string;
  /** Called when something else is true of them now. */
  readonly onChange: () => void;
}

/** What somebody who administers can do about a package. */
export function PackageActions({ card, version, onChange }: PackageActionsProps) {
  const channel = useChannel();
  const [open, setOpen] = useState<"block" | "delete" | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { data, reload } = useAnswer("getBlocks", { limit: 10_000 });
  const { name, origin } = card;
  const listed = (data?.blocks ?? []).filter((block) => block.name === name);
  const subject = `${name}@${version}`;
  const isBlocked = listed.some((block) => block.subject === subject);

  const changed = () => {
    reload();
    onChange();
  };
  const refresh = async () => {
    setBusy(true);
    const done = await attempt(
      channel.ask("refreshPackage", { name }),
      `The upstream was asked for ${name}`,
    );
    setBusy(false);
    if (done !== null) changed();
  };
  const unblock = async (wanted: string) => {
    const done = await attempt(
      channel.ask("removeBlock", { subject: wanted }),
      `${wanted} is not listed any more`,
    );
    if (done !== null) changed();
  };

  return (
    <section class="card package-actions" aria-label="Administration">
      <h2 class="aside-title">Administration</h2>
      {origin === "upstream" ? (
        <WorkButton isBusy={isBusy} onClick={() => void refresh()}>
          Ask the upstream now
        </WorkButton>
      ) : null}
      {isBlocked ? null : (
        <button type="button" onClick={() => setOpen("block")}>
          Block {visibleText(version)}
        </button>
      )}
      <button type="button" class="is-bad" onClick={() => setOpen("delete")}>
        {origin === "hosted" ? "Unpublish for good" : "Delete the copies"}
      </button>
      {listed.length === 0 ? null : (
        <>
          <h3 class="aside-title is-small">On the block list</h3>
          <ul class="blocks">
            {listed.map(({ subject: blocked, reason, source }) => (
              <li key={`${source} ${blocked}`}>
                <code>{visibleText(blocked)}</code>
                <span class="row-note" dir="auto">
                  {visibleText(reason)}
                </span>
                {source === ownList ? (
                  <button
                    type="button"
                    aria-label={`Take ${blocked} off the list`}
                    onClick={() => void unblock(blocked)}
                  >
                    Take off the list
                  </button>
                ) : (
                  <span class="is-faint">from a list of the settings</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {open === "block" ? (
        <BlockDialog subject={subject} onDone={changed} onClose={() => setOpen(null)} />
      ) : null}
      {open === "delete" ? (
        <DeleteDialog card={card} onDone={() => goTo("packages")} onClose={() => setOpen(null)} />
      ) : null}
    </section>
  );
}

/** What the registry calls entries that people made here. */
const ownList = "local";
