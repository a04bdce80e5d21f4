import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer, useChannel } from "../../channel/use-channel.ts";
import { EntryActions } from "../../parts/entry-actions.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { type Change, useChange } from "../../parts/use-change.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { focusContent } from "../../shell/focus.ts";
import { linkTo } from "../../shell/route.ts";
import { AutoAllow } from "./auto-allow.tsx";
import { NewExemption } from "./new-exemption.tsx";

type Exemption = Answer<"getPackageAllowlist">["entries"][number];

/** Packages of which some findings alone hold nothing. */
export function Exemptions() {
  const channel = useChannel();
  const loaded = useAnswer("getPackageAllowlist", {}, ["config_changed"]);
  const { change, isBusy, dialog } = useChange();
  const [isAdding, setAdding] = useState(false);
  const toggle = ({ id, pattern, enabled }: Exemption) =>
    change(
      () => channel.ask("togglePackageAllowlistEntry", { id, enabled: !enabled }),
      `${pattern} is ${enabled ? "no longer exempted" : "exempted"}`,
      loaded.reload,
    );
  const remove = ({ id, pattern }: Exemption) =>
    change(
      () => channel.ask("removePackageAllowlistEntry", { id }),
      `${pattern} is no longer exempted`,
      () => {
        focusContent();
        loaded.reload();
      },
    );
  const setEnabled = (enabled: boolean) =>
    change(
      () => channel.ask("updatePackageAllowlistConfig", { enabled }),
      `Exemptions are switched ${enabled ? "on" : "off"}`,
      loaded.reload,
    );
  return (
    <>
      <AutoAllow change={change} />
      <div class="part-head">
        <div>
          <h2>Exempted packages</h2>
          <p>
            Everything is scanned all the same, and findings that prove harm are never let pass.
            What only raises a suspicion does not hold a release of these. For one finding of one
            package, <a href={linkTo("quarantine", "", { tab: "suppressions" })}>let a rule pass</a>{" "}
            instead.
          </p>
        </div>
        <button type="button" class="is-primary" onClick={() => setAdding(true)}>
          Exempt a package
        </button>
      </div>
      <Show of={loaded}>
        {({ config, entries }) => (
          <>
            <label class="is-inline switch">
              <input
                type="checkbox"
                checked={config.enabled}
                onChange={(event) => {
                  void setEnabled(event.currentTarget.checked);
                  // It shows what is in force; the answer changes it.
                  event.currentTarget.checked = config.enabled;
                }}
              />
              <span>Exemptions count</span>
            </label>
            {entries.length === 0 ? (
              <Empty>
                <p>No package is exempted from any rule.</p>
              </Empty>
            ) : (
              <Table
                caption="Exempted packages"
                columns={columnsWith(isBusy, toggle, remove)}
                rows={entries}
                keyOf={({ id }) => id}
              />
            )}
          </>
        )}
      </Show>
      {dialog}
      {isAdding ? <NewExemption onDone={loaded.reload} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function columnsWith(
  isBusy: boolean,
  toggle: (one: Exemption) => ReturnType<Change["change"]>,
  remove: (one: Exemption) => ReturnType<Change["change"]>,
): readonly Column<Exemption>[] {
  return [
    {
      title: "Package",
      cell: ({ pattern, integrity, description }) => (
        <>
          <span class="is-name">{visibleText(pattern)}</span>
          {description === "" ? null : <span class="row-note">{visibleText(description)}</span>}
          {integrity === null ? null : <code class="row-note">only {integrity}</code>}
        </>
      ),
    },
    {
      title: "Rules",
      cell: ({ rules }) =>
        rules.length === 0 ? "all that can be" : <code>{rules.join(" ")}</code>,
    },
    { title: "Kind", cell: ({ category }) => visibleText(category) },
    {
      title: "Counts",
      cell: ({ enabled }) => (enabled ? <Badge tone="good">yes</Badge> : <Badge>no</Badge>),
    },
    {
      title: "Ends",
      cell: ({ expires_at }) =>
        expires_at === null ? <span class="is-faint">never</span> : <Moment at={expires_at} />,
    },
    {
      title: "Change",
      cell: (one) => (
        <EntryActions
          name={one.pattern}
          isOn={one.enabled}
          isBusy={isBusy}
          onToggle={() => void toggle(one)}
          onRemove={() => void remove(one)}
        />
      ),
    },
  ];
}
