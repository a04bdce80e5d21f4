import { isTable, tables, textOf } from "../experts/expert-file.ts";
import { expertRule } from "../experts/expert-rule.ts";

const dense = /[A-Za-z0-9+/_-]{200,}={0,2}/;
const code =
  /\b(?:eval|Function|require|import)\s{0,4}\(|child_process|\bprocess\.env\b|\bcurl\s[^|\n]{1,200}\|\s{0,4}(?:ba|z)?sh\b|<script\b|powershell\s+-e/i;
const maxNodes = 2000;

/** Definitions inside the definition: schemas and custom skills that hold code or blobs (EXP-S11). */
export const customSkills = expertRule(
  {
    id: "EXP-S11",
    points: 70,
    title: "A tool's schema or a custom skill holds code or an encoded blob.",
    advice: "A schema describes values; find out what the code or the blob is for.",
  },
  function* (expert) {
    const texts: string[] = [];
    for (const { table } of expert.skills) {
      for (const [, tool] of tables(table["tools"]))
        texts.push(textOf(tool["inputJsonSchema"]) ?? "");
    }
    collect(expert.table["providerSkills"], texts);
    for (const text of texts) {
      const found = dense.exec(text) ?? code.exec(text);
      if (found === null) continue;
      yield {
        message: "A tool's schema or a custom skill holds code or a blob.",
        shows: found[0].slice(0, 80),
      };
    }
  },
);

function collect(value: unknown, into: string[]): void {
  const open: unknown[] = [value];
  for (let at = 0; at < open.length && at < maxNodes; at += 1) {
    const next = open[at];
    if (typeof next === "string") into.push(next);
    else if (Array.isArray(next)) open.push(...next);
    else if (isTable(next)) open.push(...Object.values(next));
  }
}
