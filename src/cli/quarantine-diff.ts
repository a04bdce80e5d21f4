import { z } from "zod";
import type { Config } from "../config/schema.ts";
import { type Output, show } from "./command.ts";
import { callRegistry } from "./registry-call.ts";
import { type Paint, printable } from "./terminal.ts";

const Diff = z.looseObject({
  name: z.string(),
  version: z.string(),
  previousVersion: z.string().nullable(),
  summary: z.object({
    added: z.number(),
    removed: z.number(),
    changed: z.number(),
    same: z.number(),
  }),
  files: z.array(
    z.object({
      path: z.string(),
      change: z.enum(["added", "removed", "changed"]),
      bytesBefore: z.number(),
      bytesAfter: z.number(),
      patch: z.string().nullable(),
    }),
  ),
  omitted: z.number(),
  isWhole: z.boolean(),
});

type Diff = z.infer<typeof Diff>;

/** Shows what a held release changed. All of it is a stranger's text, and is shown as such. */
export async function showDiff(
  config: Config,
  selector: string,
  paint: Paint,
  output: Output,
): Promise<void> {
  const path = `/-/admin/quarantine/${encodeURIComponent(selector)}/diff`;
  const diff = Diff.parse(await callRegistry(config, { method: "GET", path }));
  show(output, diff, () => describe(diff, paint));
}

const marks = { added: "+", removed: "-", changed: "~" } as const;

function describe(diff: Diff, paint: Paint): string {
  const { name, version, previousVersion, summary, files, omitted, isWhole } = diff;
  const against =
    previousVersion === null
      ? "there is no earlier version that is served and can be read, so all of it is new"
      : `against ${previousVersion}`;
  const { added, removed, changed, same } = summary;
  return [
    `${paint.strong(printable(`${name}@${version}`))}  ${printable(against)}`,
    `  ${added} added, ${changed} changed, ${removed} removed, ${same} the same`,
    ...(isWhole ? [] : [paint.bad("  not everything could be read")]),
    ...files.flatMap(({ path, change, bytesBefore, bytesAfter, patch }) => [
      "",
      paint.strong(`${marks[change]} ${printable(path)}`) +
        paint.faint(`  ${bytesBefore} -> ${bytesAfter} bytes`),
      ...(patch === null || patch === ""
        ? []
        : patch.split("\n").map((line) => lineOf(line, paint))),
    ]),
    ...(omitted > 0 ? ["", `and ${omitted} more files`] : []),
  ].join("\n");
}

function lineOf(line: string, paint: Paint): string {
  const shown = `  ${printable(line)}`;
  if (line.startsWith("+")) return paint.good(shown);
  if (line.startsWith("-")) return paint.bad(shown);
  return line.startsWith("@@") ? paint.faint(shown) : shown;
}
