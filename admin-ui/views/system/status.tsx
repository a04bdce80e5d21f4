import { useAnswer } from "../../channel/use-channel.ts";
import { Copyable } from "../../parts/copy.tsx";
import { HealthFacts } from "../../parts/health-facts.tsx";
import { Show } from "../../parts/loaded.tsx";
import { linkTo } from "../../shell/route.ts";
import { Rescan } from "./rescan.tsx";
import { Upstreams } from "./upstreams.tsx";

/** How the registry is and what it talks to. */
export function Status() {
  const health = useAnswer("getHealth", {});
  return (
    <>
      <div class="system-columns">
        <section class="card">
          <h2>Health</h2>
          <Show of={health}>{(data) => <HealthFacts health={data} />}</Show>
        </section>
        <Rescan />
      </div>
      <Upstreams />
      <div class="system-columns">
        <section class="card">
          <h2>Backups</h2>
          <p>
            A backup is one file with everything that cannot be fetched again. It can be made while
            the registry runs, on its machine:
          </p>
          <Copyable text="agentregistry backup agentregistry.tar" label="the backup command" />
          <p>To put one in place, and to compare what is stored with its digests:</p>
          <Copyable text="agentregistry restore agentregistry.tar" label="the restore command" />
          <Copyable text="agentregistry verify" label="the command that verifies a home" />
        </section>
        <section class="card">
          <h2>Figures for Prometheus</h2>
          <p>From this machine without a token, from elsewhere with one of an administrator:</p>
          <Copyable text={`${location.origin}/-/metrics`} label="the address of the figures" />
          <p>
            For something that only asks whether the registry is up:{" "}
            <a href="/-/health">/-/health</a>
          </p>
          <p>
            Lists of bad packages that are followed, and when they were read:{" "}
            <a href={linkTo("policy", "", { tab: "advisories" })}>Advisories</a>
          </p>
        </section>
      </div>
    </>
  );
}
