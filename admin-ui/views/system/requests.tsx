import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { useEvery } from "../../parts/use-every.ts";
import { visibleText } from "../../parts/visible-text.ts";

type Request = Answer<"getRequestLogs">["requests"][number];

const lookEveryMs = 3000;
/** What a browser with these pages asks for all the time. */
const ownPaths = /^\/-\/(?:admin|ui)(?:[/?]|$)/;

const columns = [
  {
    title: "Request",
    cell: ({ method, path, request_id }: Request) => (
      <>
        <code>
          {method} {visibleText(path)}
        </code>
        <span class="row-note">{request_id}</span>
      </>
    ),
  },
  { title: "Status", cell: ({ status_code }: Request) => <Status code={status_code} /> },
  {
    title: "Took",
    cell: ({ duration_ms }: Request) => `${duration_ms.toLocaleString("en")} ms`,
    isNumber: true,
  },
  { title: "When", cell: ({ created_at }: Request) => <Moment at={created_at} /> },
];

/** The last requests; those that were answered ready from memory are not among them. */
export function Requests() {
  const [isLive, setLive] = useState(true);
  const [onlyFailed, setOnlyFailed] = useState(false);
  const [hasOwn, setHasOwn] = useState(false);
  const loaded = useAnswer("getRequestLogs", { limit: 500 });
  useEvery(isLive ? lookEveryMs : null, loaded.reload);
  return (
    <>
      <p>
        The last requests, the newest first. Reads that are answered ready from memory are counted
        and not listed.
      </p>
      <div class="toolbar">
        <label class="is-inline">
          <input
            type="checkbox"
            checked={isLive}
            onChange={(event) => setLive(event.currentTarget.checked)}
          />
          <span>Follow</span>
        </label>
        <label class="is-inline">
          <input
            type="checkbox"
            checked={onlyFailed}
            onChange={(event) => setOnlyFailed(event.currentTarget.checked)}
          />
          <span>Only refused and failed ones</span>
        </label>
        <label class="is-inline">
          <input
            type="checkbox"
            checked={hasOwn}
            onChange={(event) => setHasOwn(event.currentTarget.checked)}
          />
          <span>Also those of these pages</span>
        </label>
      </div>
      <Show of={loaded}>
        {({ requests }) => {
          const found = requests.filter(
            ({ path, status_code }) =>
              (hasOwn || !ownPaths.test(path)) && (!onlyFailed || status_code >= 400),
          );
          if (found.length > 0) {
            return (
              <Table
                caption="Last requests"
                columns={columns}
                rows={found.slice(0, 100)}
                keyOf={({ request_id }) => request_id}
              />
            );
          }
          return (
            <Empty>
              <p>
                {onlyFailed
                  ? "None of the last requests failed."
                  : "Nobody has asked for anything yet."}
              </p>
            </Empty>
          );
        }}
      </Show>
    </>
  );
}

function Status({ code }: { readonly code: number }) {
  return <Badge tone={code >= 500 ? "bad" : code >= 400 ? "warn" : "plain"}>{code}</Badge>;
}
