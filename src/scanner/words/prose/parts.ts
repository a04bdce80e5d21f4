const kib = 1024;
/** Of a longer file, this much of its beginning and its end is read as prose; hidden text is found anywhere. */
export const headLength = 1024 * kib;
const tailLength = 128 * kib;

/** The stretches of a file that are read: all of it, or its beginning and its end. */
export function parts(
  text: string,
  limitsHit: Set<string>,
  limit: "live" | "bytes",
): readonly (readonly [number, number])[] {
  if (text.length <= headLength + tailLength) return [[0, text.length]];
  limitsHit.add(limit);
  return [
    [0, headLength],
    [text.length - tailLength, text.length],
  ];
}
