import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { HealthFacts } from "../../parts/health-facts.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Badge } from "../../parts/states.tsx";
import { useEvery } from "../../parts/use-every.ts";
import { linkTo } from "../../shell/route.ts";

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
      <Show of={health}>
        {(data) => (
          <HealthFacts health={data}>
            {" "}
            (<a href={linkTo("system")}>more</a>)
          </HealthFacts>
        )}
      </Show>
      <h3>Upstreams</h3>
      <Show of={upstreams}>{(data) => <UpstreamList {...data} />}</Show>
    </section>
  );
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
