import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { Figure, Figures } from "../../parts/figures.tsx";
import { Show } from "../../parts/loaded.tsx";
import { sizeOf } from "../../parts/size.ts";
import { linkTo } from "../../shell/route.ts";
import { CacheCare } from "./cache-care.tsx";

/** What is stored, and copies that can be done without. */
export function Storage() {
  const stats = useAnswer("getStats", {}, ["package_published", "package_unpublished"]);
  const sizes = useAnswer("getCacheSizes", {});
  return (
    <>
      <h2>What is stored</h2>
      <Show of={stats}>{(data) => <Stored stats={data} />}</Show>
      <h2>Copies of upstreams</h2>
      <Show of={sizes}>{(data) => <Sizes sizes={data} />}</Show>
      <CacheCare
        onDone={() => {
          sizes.reload();
          stats.reload();
        }}
      />
    </>
  );
}

function Stored({ stats }: { readonly stats: Answer<"getStats"> }) {
  const { packageStats, tarballs, tarballsSize, database, scanStats } = stats;
  const figures: readonly (readonly [string, string, string])[] = [
    ["Published here", packageStats.local.toLocaleString("en"), "packages"],
    ["Copied", packageStats.upstream.toLocaleString("en"), "packages"],
    ["Tarballs", tarballs.toLocaleString("en"), sizeOf(tarballsSize)],
    ["Database", sizeOf(database.sizeBytes), `${database.tableCount} tables`],
    ["Scans", scanStats.total.toLocaleString("en"), `${scanStats.blocked} were held`],
  ];
  return (
    <Figures>
      {figures.map(([title, value, note]) => (
        <Figure key={title} title={title} value={value}>
          {note}
        </Figure>
      ))}
    </Figures>
  );
}

function Sizes({ sizes }: { readonly sizes: Answer<"getCacheSizes"> }) {
  const { packuments, packumentBytes, tarballs, tarballBytes, maxBytes } = sizes;
  const share = maxBytes === 0 ? 0 : (100 * tarballBytes) / maxBytes;
  return (
    <div class="card">
      <label>
        <span>
          Tarballs take {sizeOf(tarballBytes)} of {sizeOf(maxBytes)}
        </span>
        <progress class="wide-progress" max={100} value={Math.min(100, share)} />
      </label>
      <p>
        {tarballs.toLocaleString("en")} tarballs and {packuments.toLocaleString("en")} documents (
        {sizeOf(packumentBytes)}).{" "}
        <a href={linkTo("packages", "", { source: "upstream" })}>Look at them</a>
      </p>
    </div>
  );
}
