/** Strings as they are, and what editors allow beside them: comments, and commas before a closing bracket. */
const strayed =
  /("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)|,(?=\s{0,200}[\]}])/g;

/** What a file of settings holds, as the programs read it that it is for; null for what they cannot read. */
export function lenientJson(text: string): unknown {
  return parsed(text) ?? parsed(text.replace(strayed, "$1"));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The texts of a list or the one text; nothing of what is neither. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
