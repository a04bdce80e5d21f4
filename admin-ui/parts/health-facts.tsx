import type { ComponentChildren } from "preact";
import type { Answer } from "../channel/channel.ts";
import { durationOf } from "./duration.ts";
import { sizeOf } from "./size.ts";
import { Badge } from "./states.tsx";

const mebibyte = 1024 * 1024;

export interface HealthFactsProps {
  readonly health: Answer<"getHealth">;
  /** What stands behind the version. */
  readonly children?: ComponentChildren;
}

/** Whether the program is well, and what it takes. */
export function HealthFacts({ health, children }: HealthFactsProps) {
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
        {version}
        {children}
      </dd>
    </dl>
  );
}
