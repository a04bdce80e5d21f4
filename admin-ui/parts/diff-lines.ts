/** One line of a unified difference, with its numbers in the older and the newer text. */
export interface DiffLine {
  readonly kind: "same" | "added" | "removed" | "head" | "note";
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Reads a unified difference without file heads, as the registry makes them. */
export function readPatch(patch: string): DiffLine[] {
  if (patch === "") return [];
  let [before, after] = [0, 0];
  return patch.split("\n").map((line): DiffLine => {
    const text = line.slice(1);
    switch (line[0]) {
      case "+":
        return { kind: "added", text, before: null, after: after++ };
      case "-":
        return { kind: "removed", text, before: before++, after: null };
      case " ":
        return { kind: "same", text, before: before++, after: after++ };
      case "@": {
        const [, from, to] = /^@@ -(\d+),\d+ \+(\d+),/.exec(line) ?? [];
        [before, after] = [Number(from ?? 1), Number(to ?? 1)];
        return { kind: "head", text: line, before: null, after: null };
      }
      default:
        return { kind: "note", text: line, before: null, after: null };
    }
  });
}
