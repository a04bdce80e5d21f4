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
import { AddIpRule } from "./add-ip-rule.tsx";
import { IpConfig } from "./ip-config.tsx";
import { IpTest } from "./ip-test.tsx";

type Rule = Answer<"getAllowlist">["entries"][number];

/** Which addresses may connect. */
export function IpRules() {
  const channel = useChannel();
  const loaded = useAnswer("getAllowlist", {}, ["config_changed"]);
  const { change, isBusy, dialog } = useChange();
  const toggle = ({ id, pattern, enabled }: Rule) =>
    change(
      (force) => channel.ask("toggleAllowlistEntry", { id, enabled: !enabled, force }),
      `${pattern} ${enabled ? "does not count any more" : "counts"}`,
      loaded.reload,
    );
  const remove = ({ id, pattern }: Rule) =>
    change(
      (force) => channel.ask("removeAllowlistEntry", { id, force }),
      `${pattern} is removed`,
      () => {
        focusContent();
        loaded.reload();
      },
    );
  return (
    <Show of={loaded}>
      {({ config, entries }) => (
        <>
          <IpConfig config={config} change={change} onDone={loaded.reload} />
          <h2>Rules</h2>
          <AddIpRule isBusy={isBusy} change={change} onDone={loaded.reload} />
          {entries.length === 0 ? (
            <Empty>
              <p>
                There are no rules. While they are switched on, every address is{" "}
                {config.defaultAllow ? "allowed" : "refused"}.
              </p>
            </Empty>
          ) : (
            <Table
              caption="IP rules"
              columns={columnsWith(isBusy, toggle, remove)}
              rows={entries}
              keyOf={({ id }) => id}
            />
          )}
          <IpTest isEnabled={config.enabled} />
          {dialog}
        </>
      )}
    </Show>
  );
}

function columnsWith(
  isBusy: boolean,
  toggle: (rule: Rule) => ReturnType<Change["change"]>,
  remove: (rule: Rule) => ReturnType<Change["change"]>,
): readonly Column<Rule>[] {
  return [
    { title: "Pattern", cell: ({ pattern }) => <code class="is-whole">{pattern}</code> },
    {
      title: "What for",
      cell: ({ description }) =>
        description === "" ? <span class="is-faint">–</span> : visibleText(description),
    },
    {
      title: "Counts",
      cell: ({ enabled }) => (enabled ? <Badge tone="good">yes</Badge> : <Badge>no</Badge>),
    },
    {
      title: "Added",
      cell: ({ created_by, created_at }) => (
        <>
          {visibleText(created_by)}, <Moment at={created_at} />
        </>
      ),
    },
    {
      title: "Change",
      cell: (rule) => (
        <EntryActions
          name={rule.pattern}
          isOn={rule.enabled}
          isBusy={isBusy}
          onToggle={() => void toggle(rule)}
          onRemove={() => void remove(rule)}
        />
      ),
    },
  ];
}
