interface Run {
  readonly start: number;
  readonly end: number;
}

/** Characters around a word that could be an encoding together; over broken lines, too. */
export function denseRun(text: string, start: number, end: number, from: number, to: number): Run {
  let a = start;
  let b = end;
  while (a > from && start - a < 64 && isDense(text.charCodeAt(a - 1))) a -= 1;
  while (b < to) {
    if (isDense(text.charCodeAt(b))) {
      b += 1;
      continue;
    }
    // An encoding may be broken over lines, and over strings that are joined.
    let next = b;
    while (next < to && next - b < 24 && isJoint(text.charCodeAt(next))) next += 1;
    const isBroken = next > b && text.slice(b, next).includes("\n");
    let tail = next;
    while (isBroken && tail < to && tail - next < 16 && isDense(text.charCodeAt(tail))) tail += 1;
    if (tail - next < 8) break;
    b = next;
  }
  return { start: a, end: b };
}

function isDense(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x2b ||
    code === 0x2f ||
    code === 0x3d ||
    code === 0x2d ||
    code === 0x5f
  );
}

function isJoint(code: number): boolean {
  return (
    code <= 0x20 ||
    code === 0x2a ||
    code === 0x22 ||
    code === 0x27 ||
    code === 0x2b ||
    code === 0x23
  );
}

/** The end of letters that each stand alone: `i g n o r e`, `i.g.n.o.r.e`. */
export function spacedRun(text: string, start: number, to: number): number {
  let at = start;
  for (;;) {
    let next = at + 1;
    while (next < to && next - at <= 4 && isSpacing(text.charCodeAt(next))) next += 1;
    // Marks between spaced letters, as in a path or an address, are spaced like them.
    while (next + 1 < to && isSpacedMark(text, next)) {
      next += 1;
      while (next < to && isSpacing(text.charCodeAt(next))) next += 1;
    }
    if (next === at + 1 || next >= to || !isLetter(text.charCodeAt(next))) return at + 1;
    if (next + 1 < to && isLetter(text.charCodeAt(next + 1))) return at + 1;
    at = next;
  }
}

/** A mark of an address or a path, or a digit, with a blank behind it. */
function isSpacedMark(text: string, at: number): boolean {
  return "~/:@#0123456789".includes(text.charAt(at)) && text.charCodeAt(at + 1) === 0x20;
}

function isSpacing(code: number): boolean {
  return (
    code === 0x20 ||
    code === 0x2e ||
    code === 0x2d ||
    code === 0x5f ||
    code === 0x2a ||
    code === 0x7c
  );
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}
