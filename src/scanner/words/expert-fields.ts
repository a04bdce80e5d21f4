import { isTable, readExpertFile, tables, textOf } from "../experts/expert-file.ts";
import { decodedSegment, type Segment } from "./segment.ts";

/** The texts of every Expert in a perstack.toml, each with the path of its field. */
export function* expertFields(text: string): Generator<Segment> {
  const file = readExpertFile(text);
  if (file === null) return;
  for (const { name, table, skills } of file.experts) {
    yield* field(text, `experts.${name}.description`, table["description"]);
    yield* field(text, `experts.${name}.instruction`, table["instruction"]);
    for (const skill of skills) {
      const at = `experts.${name}.skills.${skill.name}`;
      yield* field(text, `${at}.description`, skill.table["description"]);
      yield* field(text, `${at}.rule`, skill.table["rule"]);
      for (const [tool, inner] of tables(skill.table["tools"])) {
        yield* field(text, `${at}.tools.${tool}.description`, inner["description"]);
        yield* field(text, `${at}.tools.${tool}.inputJsonSchema`, inner["inputJsonSchema"]);
      }
    }
    for (const key of ["providerSkills", "providerToolOptions", "tags"]) {
      for (const inner of nested(table[key], 0))
        yield* field(text, `experts.${name}.${key}`, inner);
    }
  }
}

function* field(text: string, path: string, value: unknown): Generator<Segment> {
  const said = textOf(value);
  if (said === null || said.trim() === "") return;
  const probe =
    said
      .slice(0, 40)
      .split("\n")
      .find((line) => line.trim().length > 3) ?? said.slice(0, 20);
  yield decodedSegment(said, Math.max(0, text.indexOf(probe.trim())), {
    carrier: "expert",
    liveness: "live",
    field: path,
    isField: true,
  });
}

function* nested(value: unknown, depth: number): Generator<string> {
  if (typeof value === "string") yield value;
  else if (depth < 6 && Array.isArray(value))
    for (const item of value) yield* nested(item, depth + 1);
  else if (depth < 6 && isTable(value))
    for (const item of Object.values(value)) yield* nested(item, depth + 1);
}
