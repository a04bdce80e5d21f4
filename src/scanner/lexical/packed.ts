const unpacker = /\beval\s*\(\s*function\s*\(\s*\w{1,40}(?:\s*,\s*\w{1,40}){3,6}\s*\)/;
const words = /\.split\s*\(\s*(['"])\|\1/;

/** Where words stand in one string that `eval` puts back into code (threat catalogue OBF-03). */
export function packedAt(text: string): number | null {
  if (!text.includes("eval") || !words.test(text)) return null;
  const at = text.search(unpacker);
  return at < 0 ? null : at;
}
