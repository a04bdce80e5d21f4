import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { sizeOf } from "../../parts/size.ts";
import { Badge } from "../../parts/states.tsx";
import { linkTo } from "../../shell/route.ts";
import { useEvery } from "./use-every.ts";

/** Nothing is told when these change. */
const refreshMs = 15_000;

/** Whether it is well, with what stands behind it. */
export function Health() {
  const health = useAnswer("getHealth", {});
  const upstreams = useAnswer("getUpstreams", {}, ["config_changed"]);
  useEvery(refreshMs, () => {
    health.reload();
    upstreams.reload();
  });
  return (
    <section class="card">
      <h2>Health</h2>
      <Show of={health}>{(data) => <Facts health={data} />}</Show>
      <h3>Upstreams</h3>
      <Show of={upstreams}>{(data) => <UpstreamList {...data} />}</Show>
    </section>
  );
}

const mebibyte = 1024 * 1024;

function Facts({ health }: { readonly health: Answer<"getHealth"> }) {
  const { status, version, uptime, memory, disk, database } = health;
  return (
    <dl class="facts">
      <dt>Status</dt>
      <dd>
        <Badge tone={status === "healthy" ? "good" : "bad"}>{status}</Badge>
      </dd>
      <dt>Database</dt>
      <dd>{database.status === "ok" ? "reads and writes" : "does not answer"}</dd>
      <dt>Running for</dt>
      <dd>{durationOf(uptime.seconds)}</dd>
      <dt>Memory</dt>
      <dd>{sizeOf(memory.rssMB * mebibyte)}</dd>
      <dt>Free on disk</dt>
      <dd>{disk.freeMB === null ? "not known" : sizeOf(disk.freeMB * mebibyte)}</dd>
      <dt>Version</dt>
      <dd>
        {version} (<a href={linkTo("system")}>more</a>)
      </dd>
    </dl>
  );
}

/** Two units are as exact as anybody wants it. */
function durationOf(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 86_400), "day"],
    [Math.floor(seconds / 3600) % 24, "hour"],
    [Math.floor(seconds / 60) % 60, "minute"],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return "less than a minute";
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`)
    .join(", ");
}

type Upstream = Answer<"getUpstreams">["upstreams"][number];

function UpstreamList({ upstreams, isOffline }: Answer<"getUpstreams">) {
  if (upstreams.length === 0) {
    return (
      <p class="is-faint">
        {isOffline ? "The registry is offline: only" : "None: only"} what is published here, or
        stored already, is served.
      </p>
    );
  }
  return (
    <ul class="upstreams">
      {upstreams.map((upstream) => (
        <OneUpstream key={upstream.name} upstream={upstream} />
      ))}
    </ul>
  );
}

function OneUpstream({ upstream }: { readonly upstream: Upstream }) {
  const { name, source, requests, failures, averageMs, lastOkAt } = upstream;
  return (
    <li>
      <strong>{name}</strong>{" "}
      {requests === 0 ? (
        <Badge>not asked yet</Badge>
      ) : lastOkAt === null ? (
        <Badge tone="bad">does not answer</Badge>
      ) : (
        <Badge tone="good">
          answered <Moment at={lastOkAt} />
        </Badge>
      )}
      <div class="is-faint">
        <div>{source}</div>
        {requests === 0 ? null : (
          <div>
            {count.format(failures)} of {count.format(requests)} requests failed
            {averageMs === null ? "" : `, ${count.format(averageMs)} ms to an answer`}
          </div>
        )}
      </div>
    </li>
  );
}

const count = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
