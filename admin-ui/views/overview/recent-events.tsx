import { useCallback, useState } from "preact/hooks";
import type { Answer, Broadcast } from "../../channel/channel.ts";
import { useAnswer, useBroadcasts } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Empty } from "../../parts/states.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";
import { changes } from "../quarantine/changes.ts";
import { subjectOf, wordsOfAction } from "./event-words.ts";

const shown = 12;

/** What happened last: the audit log, asked again whenever something is told. */
export function RecentEvents() {
  const audit = useAnswer("getAuditLogs", { limit: shown }, [
    ...changes,
    "autoAllowChanged",
    "cve_found",
  ]);
  const isRefused = (audit.error as { readonly code?: string } | null)?.code === "forbidden";
  return (
    <section class="card">
      <h2>Recent events</h2>
      {isRefused ? (
        <Told />
      ) : (
        <>
          <Show of={audit}>{({ logs }) => <Logged entries={logs} />}</Show>
          <a href={linkTo("audit")}>The whole audit log</a>
        </>
      )}
    </section>
  );
}

type Entry = Answer<"getAuditLogs">["logs"][number];

function Logged({ entries }: { readonly entries: readonly Entry[] }) {
  if (entries.length === 0) return <Nothing />;
  return (
    <ol class="events">
      {entries.map((entry) => (
        <li key={entry.id}>
          <span>
            {wordsOfAction(entry.action)} <Target action={entry.action} name={subjectOf(entry)} />{" "}
            <span class="is-faint">
              {entry.actor.principal === "system" ? "" : `by ${entry.actor.principal}`}
            </span>
          </span>
          <Moment at={entry.created_at} />
        </li>
      ))}
    </ol>
  );
}

const aboutRecords = [
  "package_blocked",
  "package_approved",
  "package_rejected",
  "ruling_forgotten",
];

/** What it was done to, with the way to it where there is one. */
function Target({ action, name }: { readonly action: string; readonly name: string | null }) {
  if (name === null) return null;
  if (aboutRecords.includes(action)) {
    return <a href={linkTo("quarantine", "", { state: "all", q: name })}>{name}</a>;
  }
  if (action === "package_published") {
    const at = name.lastIndexOf("@");
    return <a href={linkTo("packages", at > 0 ? name.slice(0, at) : name)}>{name}</a>;
  }
  return <strong>{visibleText(name)}</strong>;
}

/** For whoever may not read the audit log: what was told since the page is open. */
function Told() {
  const [events, setEvents] = useState<readonly Broadcast[]>([]);
  useBroadcasts(
    useCallback((broadcast: Broadcast) => {
      const { data } = broadcast;
      if (typeof data["name"] !== "string") return;
      setEvents((before) => [broadcast, ...before].slice(0, shown));
    }, []),
  );
  if (events.length === 0) return <Nothing />;
  return (
    <ol class="events">
      {events.map(({ event, data, timestamp }, index) => (
        <li key={`${timestamp} ${index}`}>
          <span>
            {wordsOfAction(event)}{" "}
            <strong>
              {String(data["name"])}
              {typeof data["version"] === "string" ? `@${data["version"]}` : ""}
            </strong>
          </span>
          <Moment at={timestamp} />
        </li>
      ))}
    </ol>
  );
}

function Nothing() {
  return (
    <Empty>
      <p>Nothing happened yet. What is published, held and decided is listed here as it happens.</p>
    </Empty>
  );
}
