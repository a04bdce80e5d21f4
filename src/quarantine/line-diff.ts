/** What one line of a difference is: in both, only in the older, only in the newer text. */
type Mark = " " | "-" | "+";

interface Line {
  readonly mark: Mark;
  readonly text: string;
  /** The number of the line in the older and the newer text, from 1 on. */
  readonly before: number;
  readonly after: number;
}

/** Lines around a change that are shown with it. */
const context = 3;
/** Beyond so many changes the rest counts as replaced, because comparing costs the square of them. */
const maxChanges = 1000;
const maxLineLength = 500;

/**
 * How one text became another, as a unified difference without file heads; empty when they are the same.
 * Time and memory are bounded whatever the texts are, for the price of a longer answer.
 */
export function unifiedDiff(before: string, after: string, maxLines: number): string {
  const lines = compare(linesOf(before), linesOf(after));
  const shown: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const first = lines.findIndex(({ mark }, index) => index >= at && mark !== " ");
    if (first === -1) break;
    const start = Math.max(at, first - context);
    const end = endOfHunk(lines, first);
    const hunk = lines.slice(start, end);
    shown.push(headOf(hunk), ...hunk.map(({ mark, text }) => `${mark}${shortened(text)}`));
    if (shown.length > maxLines) {
      return [...shown.slice(0, maxLines), "… the rest is left out"].join("\n");
    }
    at = end;
  }
  return shown.join("\n");
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

function shortened(line: string): string {
  return line.length > maxLineLength
    ? `${line.slice(0, maxLineLength)}… (${line.length} characters)`
    : line;
}

/** Where a hunk ends: behind the last change that has no long run of equal lines before it. */
function endOfHunk(lines: readonly Line[], first: number): number {
  let last = first;
  for (let index = first; index < lines.length && index - last <= 2 * context; index++) {
    if (lines[index]?.mark !== " ") last = index;
  }
  return Math.min(lines.length, last + context + 1);
}

function headOf(hunk: readonly Line[]): string {
  const [first] = hunk;
  const count = (mark: Mark) => hunk.filter((line) => line.mark !== mark).length;
  const [removed, added] = [count("+"), count("-")];
  const from = removed === 0 ? (first?.before ?? 1) - 1 : (first?.before ?? 1);
  const to = added === 0 ? (first?.after ?? 1) - 1 : (first?.after ?? 1);
  return `@@ -${from},${removed} +${to},${added} @@`;
}

function compare(before: readonly string[], after: readonly string[]): Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  const marks: Mark[] = [
    ...new Array<Mark>(head).fill(" "),
    ...editScript(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...new Array<Mark>(tail).fill(" "),
  ];
  let [x, y] = [0, 0];
  return marks.map((mark) => {
    const line = {
      mark,
      text: (mark === "+" ? after[y] : before[x]) ?? "",
      before: x + 1,
      after: y + 1,
    };
    if (mark !== "+") x++;
    if (mark !== "-") y++;
    return line;
  });
}

/**
 * The shortest way from one list to the other (E. Myers, "An O(ND) Difference Algorithm", 1986), or all
 * of one replaced by all of the other when it is not short.
 */
function editScript(before: readonly string[], after: readonly string[]): Mark[] {
  const [n, m] = [before.length, after.length];
  const limit = Math.min(n + m, maxChanges);
  // On diagonal k = x - y the furthest x that is reached; shifted, because k may be negative.
  const furthest = new Int32Array(2 * limit + 3);
  const at = (k: number) => furthest[k + limit + 1] ?? 0;
  const trail: Int32Array[] = [];
  for (let d = 0; d <= limit; d++) {
    trail.push(furthest.slice(limit + 1 - d - 1, limit + 1 + d + 2));
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
      while (x < n && x - k < m && before[x] === after[x - k]) x++;
      furthest[k + limit + 1] = x;
      if (x >= n && x - k >= m) return backtrack(trail, n, m);
    }
  }
  return [...new Array<Mark>(n).fill("-"), ...new Array<Mark>(m).fill("+")];
}

function backtrack(trail: readonly Int32Array[], n: number, m: number): Mark[] {
  const marks: Mark[] = [];
  let [x, y] = [n, m];
  for (let d = trail.length - 1; d >= 0; d--) {
    const saved = trail[d];
    const at = (k: number) => saved?.[k + d + 1] ?? 0;
    const k = x - y;
    const isDown = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const from = isDown ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : at(from);
    const fromY = d === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) {
      marks.push(" ");
      x--;
      y--;
    }
    if (d === 0) break;
    marks.push(isDown ? "+" : "-");
    [x, y] = [fromX, fromY];
  }
  return marks.reverse();
}
