import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { FilterField } from "../../parts/filter-field.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";

type Setting = Answer<"getConfig">["described"][number];

const columns = [
  {
    title: "Setting",
    cell: ({ key, about }: Setting) => (
      <>
        <code>{key}</code>
        <span class="row-note">{about}</span>
      </>
    ),
  },
  {
    title: "Value",
    cell: ({ value }: Setting) =>
      value === null ? (
        <span class="is-faint">not set</span>
      ) : (
        <code class="setting-value">{visibleText(textOf(value))}</code>
      ),
  },
  {
    title: "From",
    cell: ({ origin }: Setting) =>
      origin === "default" ? <span class="is-faint">default</span> : <Badge>{origin}</Badge>,
  },
];

/** Every setting in force, with what it means and where it came from. */
export function Settings() {
  const loaded = useAnswer("getConfig", {}, ["config_changed"]);
  const [text, setText] = useState("");
  const [isChangedOnly, setChangedOnly] = useState(false);
  const wanted = text.trim().toLowerCase();
  const fits = ({ key, about, origin }: Setting) =>
    `${key} ${about}`.toLowerCase().includes(wanted) && (!isChangedOnly || origin !== "default");
  return (
    <>
      <p>
        These stand in the settings file, the environment and the flags of the start, and hold until
        the next one. What can be changed while it runs is under{" "}
        <a href={linkTo("policy")}>Policy</a> and{" "}
        <a href={linkTo("access", "", { tab: "ip" })}>Access</a>. Secrets are left out.
      </p>
      <div class="toolbar">
        <FilterField value={text} onInput={setText} />
        <label class="is-inline">
          <input
            type="checkbox"
            checked={isChangedOnly}
            onChange={(event) => setChangedOnly(event.currentTarget.checked)}
          />
          <span>Only what is not a default</span>
        </label>
      </div>
      <Show of={loaded}>
        {({ described }) => {
          const found = described.filter(fits);
          if (found.length > 0) {
            return (
              <Table
                caption="Settings in force"
                columns={columns}
                rows={found}
                keyOf={({ key }) => key}
              />
            );
          }
          return (
            <Empty>
              <p>No setting fits.</p>
            </Empty>
          );
        }}
      </Show>
    </>
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
