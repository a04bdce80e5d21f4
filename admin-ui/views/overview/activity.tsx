import { useCallback, useEffect, useState } from "preact/hooks";
import type { Answer, Broadcast } from "../../channel/channel.ts";
import { useAnswer, useBroadcasts, useChannel } from "../../channel/use-channel.ts";
import { Chart } from "../../parts/chart.tsx";
import { Failure, Loading } from "../../parts/states.tsx";

type Metrics = Answer<"getMetrics">;

const few = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const perSecond = (value: number) => few.format(value);
const milliseconds = (value: number) =>
  value < 1000 ? `${few.format(value)} ms` : `${few.format(value / 1000)} s`;
const percent = (value: number) => `${Math.round(100 * value)} %`;

/** The last minute, second by second, for as long as it is looked at. */
export function Activity() {
  const channel = useChannel();
  const first = useAnswer("getMetrics", {});
  const [latest, setLatest] = useState<Metrics | null>(null);
  useEffect(() => channel.wantStats(), [channel]);
  useBroadcasts(
    useCallback(({ event, data }: Broadcast) => {
      // Nobody looks at a page in the background.
      if (event === "stats" && !document.hidden) setLatest(data as unknown as Metrics);
    }, []),
  );
  const metrics = latest ?? first.data;
  return (
    <>
      <h2>Traffic</h2>
      {metrics === null ? (
        first.error === null ? (
          <Loading />
        ) : (
          <Failure message={first.error.message} retry={first.reload} />
        )
      ) : (
        <div class="charts">
          <Chart title="Requests a second" points={metrics.requestsPerSecond} format={perSecond} />
          <Chart title="Time to answer" points={metrics.avgLatencyMs} format={milliseconds} />
          <Chart
            title="Answered from cache"
            points={metrics.cacheHitRateHistory}
            format={percent}
            max={1}
          />
        </div>
      )}
    </>
  );
}
