import type { Answer } from "../../channel/channel.ts";
import { Figure, Figures } from "../../parts/figures.tsx";
import { sizeOf } from "../../parts/size.ts";
import { linkTo } from "../../shell/route.ts";

const number = new Intl.NumberFormat("en");
const few = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** What the registry holds and did, in figures. */
export function OverviewFigures({ stats }: { readonly stats: Answer<"getStats"> }) {
  const { scanStats, packageStats, requestStats } = stats;
  return (
    <Figures>
      <Figure title="Held" value={number.format(stats.quarantine)}>
        <a href={linkTo("quarantine")}>in quarantine</a>
      </Figure>
      <Figure title="Packages" value={number.format(packageStats.total)}>
        {number.format(packageStats.local)} published here, {number.format(packageStats.upstream)}{" "}
        from upstreams
      </Figure>
      <Figure title="Tarballs" value={number.format(stats.tarballs)}>
        {sizeOf(stats.tarballsSize)} of storage
      </Figure>
      <Figure title="Scans" value={number.format(scanStats.total)}>
        {number.format(scanStats.blocked)} blocked
        {scanStats.avgTimeMs === 0 ? "" : `, ${milliseconds(scanStats.avgTimeMs)} on average`}
      </Figure>
      <Figure title="Requests" value={number.format(requestStats.total)}>
        {few.format(requestStats.errorRate)} % refused or failed
      </Figure>
      <Figure title="Memory" value={sizeOf(stats.memoryUsed)}>
        {sizeOf(stats.database.sizeBytes)} of database on disk
      </Figure>
    </Figures>
  );
}

function milliseconds(ms: number): string {
  return ms < 10 ? `${few.format(ms)} ms` : `${number.format(Math.round(ms))} ms`;
}
