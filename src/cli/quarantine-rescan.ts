import { z } from "zod";
import type { Config } from "../config/schema.ts";
import { type Output, show } from "./command.ts";
import { openRegistry } from "./registry-call.ts";

const Progress = z.looseObject({
  isRunning: z.boolean(),
  ruleset: z.string(),
  done: z.number(),
  total: z.number(),
  held: z.number(),
  released: z.number(),
  failed: z.number(),
});

const pollEveryMs = 200;
/** Somebody who looks at a log needs no line for each of thousands. */
const saidEvery = 0.1;

/** Judges everything anew that other rules judged, and waits for it. */
export async function rescanEverything(config: Config, output: Output): Promise<void> {
  await using registry = await openRegistry(config);
  const path = "/-/admin/rescan";
  let progress = Progress.parse(await registry.call({ method: "POST", path }));
  let said = 0;
  while (progress.isRunning) {
    await Bun.sleep(pollEveryMs);
    progress = Progress.parse(await registry.call({ method: "GET", path }));
    const part = progress.total === 0 ? 0 : progress.done / progress.total;
    if (output.json || part < said + saidEvery) continue;
    said = part;
    output.terminal.error(`${progress.done} of ${progress.total}`);
  }
  const { done, held, released, failed, ruleset } = progress;
  show(output, progress, () =>
    [
      `judged ${done} releases with the rules ${ruleset}`,
      `${held} are held now, ${released} were released, ${failed} could not be judged`,
      ...(held > 0 ? ["who fetched them: agentregistry quarantine recalls"] : []),
    ].join("\n"),
  );
}
