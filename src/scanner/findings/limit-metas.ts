import type { RuleMeta } from "../rule.ts";

/** Why nobody finished reading a package, when the archive itself is not the reason. */
export type Interruption = "time" | "memory" | "crash" | "rule" | "text" | "code" | "prose";

/** The findings of an interrupted scan: each blocks, because the rest was seen by nobody. */
export const limitMetas: Readonly<Record<Interruption, RuleMeta>> = {
  time: meta("LIM-01", "The scan took longer than allowed."),
  memory: meta("LIM-02", "The scan needed more memory than allowed."),
  crash: meta("LIM-03", "The scanning process ended without an answer."),
  rule: meta("LIM-04", "A rule failed on this package."),
  text: meta("LIM-05", "A file that runs during installation is too large to be read."),
  code: meta("LIM-06", "Code that runs during installation could not be read to its end."),
  prose: meta("LIM-07", "Instructions for agents are too long to be read to their end."),
};

function meta(id: string, title: string): RuleMeta {
  const advice =
    "Scan it again; if it happens again, read the package by hand before approving it.";
  return { id, family: "structure", points: 100, solo: true, title, advice };
}
