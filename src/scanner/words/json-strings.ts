import { unescaped } from "./comments.ts";

/** A string of a JSON text with the key that it stands under, if one stands before it. */
interface JsonString {
  readonly key: string | null;
  readonly value: string;
  readonly offset: number;
}

const shortest = 24;

/** Strings of a JSON text that are long enough to say something; tolerant of what is no JSON. */
export function* jsonStrings(text: string, to: number): Generator<JsonString> {
  let key: string | null = null;
  let at = text.indexOf('"');
  while (at >= 0 && at < to) {
    let end = at + 1;
    while (end < to) {
      const code = text.charCodeAt(end);
      if (code === 0x22 || code === 0x0a) break;
      end += code === 0x5c ? 2 : 1;
    }
    let after = end + 1;
    while (after < to && after - end < 16 && text.charCodeAt(after) <= 0x20) after += 1;
    if (text.charCodeAt(after) === 0x3a && end - at < 200) {
      key = text.slice(at + 1, end);
    } else {
      if (end - at > shortest)
        yield { key, value: unescaped(text.slice(at + 1, end)), offset: at + 1 };
      if (text.charCodeAt(after) !== 0x2c) key = null;
    }
    at = text.indexOf('"', end + 1);
  }
}
