import { isTable, readExpertFile, tables, textOf } from "../experts/expert-file.ts";
import { decodedSegment, type Segment } from "./segment.ts";

const forOthers = /^experts\.[^.]{1,300}\.description$|\.tools\.|\.said$/;

/** Fields that callers and other Experts read: descriptions, texts of tools, what is put into answers for them. */
export function isForOtherExperts(field: string | null): boolean {
  return field !== null && forOthers.test(field);
}

/** The texts of every Expert in a perstack.toml, each with the path of its field. */
export function* expertFields(text: string): Generator<Segment> {
  const file = readExpertFile(text);
  if (file === null) return;
  for (const { name, table, skills } of file.experts) {
    yield* field(text, `experts.${name}.description`, table["description"]);
    yield* field(text, `experts.${name}.instruction`, table["instruction"]);
    yield* saidToOthers(text, `experts.${name}.instruction`, table["instruction"]);
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

/** A sentence that is to stand in every answer, word for word. */
const said =
  /\b(?:end|begin|start|close|finish|conclude|prefix|preface|append|add|include|write|put|open|attach|beende|schlie(?:ß|ss)e|hänge|füge|termine[rz]?|ajoute[rz]?|termina|añade|adicione|aggiungi)\b[^"“”„]{0,160}["“„]([^"“”„]{40,1500})["”“]/giu;
const maxSaid = 10;

/** What an Expert is to say in its answers, where whoever called it reads it as an order. */
function* saidToOthers(text: string, path: string, value: unknown): Generator<Segment> {
  let count = 0;
  for (const [whole, line = ""] of (textOf(value) ?? "").slice(0, 64 * 1024).matchAll(said)) {
    if (isExample(whole.slice(0, whole.length - line.length - 2))) continue;
    if (++count > maxSaid) return;
    yield* field(text, `${path}.said`, line);
  }
}

/** Behind the end of its sentence, what is quoted is said only where it is announced as what to say. */
function isExample(before: string): boolean {
  const end = Math.max(
    ...[". ", ".\n", "? ", "?\n", "\n\n"].map((mark) => before.lastIndexOf(mark)),
  );
  return end >= 0 && !announced.test(before.slice(end));
}

const announced =
  /\b(?:reads?|says?|said|it is|is this|goes|as follows|following|exactly|literally|verbatim|word(?:s|ed|ing)?|line|sentence|note|text|notice|footer|use|write|add|append|end|begin|lautet|wortlaut|satz|zeile|texte|phrase|frase|texto|testo)\b(?![\s\S]*\b(?:like|such as|e\.g|for example|for instance)\b)/i;

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
