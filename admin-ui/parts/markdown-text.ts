const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  copy: "©",
  reg: "®",
  trade: "™",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  middot: "·",
  bull: "•",
  rarr: "→",
  larr: "←",
  check: "✓",
  times: "×",
};

/** Character references as the characters that they stand for. */
export function decodeReferences(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/g, decodeOne);
}

function decodeOne(all: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? all) : all;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : "\ufffd";
}

/** Elements whose content is nothing to read. */
const silent = /^<(script|style|template|iframe|noscript|svg|math)\b/i;

/** What of markup is left when all of its tags are gone. It is shown as text, whatever it looks like. */
export function textOfHtml(html: string): string {
  const kept: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open === -1 || !/^<[!/?a-zA-Z]/.test(html.slice(open, open + 2))) {
      const end = open === -1 ? html.length : open + 1;
      kept.push(html.slice(at, end));
      at = end;
      continue;
    }
    kept.push(html.slice(at, open));
    at = endOfTag(html, open);
  }
  return decodeReferences(kept.join(""));
}

function endOfTag(html: string, open: number): number {
  if (html.startsWith("<!--", open)) return after(html, "-->", open + 4);
  const [, element] = silent.exec(html.slice(open, open + 12)) ?? [];
  if (element !== undefined) {
    const close = new RegExp(`</${element}`, "gi");
    close.lastIndex = open;
    const found = close.exec(html);
    return found === null ? html.length : after(html, ">", found.index);
  }
  return after(html, ">", open);
}

function after(html: string, end: string, from: number): number {
  const found = html.indexOf(end, from);
  return found === -1 ? html.length : found + end.length;
}
