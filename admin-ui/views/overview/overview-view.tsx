import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { useEvery } from "../../parts/use-every.ts";
import { linkTo } from "../../shell/route.ts";
import { changes } from "../quarantine/changes.ts";
import { Activity } from "./activity.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { Health } from "./health.tsx";
import { OverviewFigures } from "./overview-figures.tsx";
import { RecentEvents } from "./recent-events.tsx";

/** Requests, memory and storage change without anybody being told. */
const refreshMs = 5000;

/** How the registry is, and what a person should look at first. */
export function OverviewView() {
  const stats = useAnswer("getStats", {}, changes);
  useEvery(refreshMs, stats.reload);
  return (
    <>
      <h1>Overview</h1>
      <Show of={stats}>
        {(data) => (
          <>
            {data.quarantine === 0 ? null : <Waiting count={data.quarantine} />}
            {data.packages === 0 ? <FirstSteps /> : null}
            <OverviewFigures stats={data} />
          </>
        )}
      </Show>
      <Activity />
      <div class="overview-columns">
        <RecentEvents />
        <Health />
      </div>
    </>
  );
}

function Waiting({ count }: { readonly count: number }) {
  return (
    <div class="notice is-warn">
      <p>
        {count === 1
          ? "One release is held and waits for a decision."
          : `${count} releases are held and wait for a decision.`}
      </p>
      <a class="button" href={linkTo("quarantine")}>
        Review {count === 1 ? "it" : "them"}
      </a>
    </div>
  );
}
