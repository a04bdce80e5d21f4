import type { HandedCredentials } from "./prose.ts";

/** A server of a list, as it is written there. */
export type Server = Readonly<Record<string, unknown>>;

const maxValues = 200;
const maxDepth = 3;
const maxValue = 4000;
const maxPlaces = 8;
const maxNames = 32;

/** Where a value of the environment is filled in, as the various clients write it. */
const filledIn =
  /\$\{?(?:env:)?([A-Z][A-Z0-9_]{2,60})\b|\{env:([A-Z][A-Z0-9_]{2,60})\}|%([A-Z][A-Z0-9_]{2,60})%/g;
const secret = /(?:TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|_KEY|_PAT|_AUTH)(?:_ID)?$/;
/** Programs and files that give credentials away, by the variable that holds the same elsewhere. */
const printed: readonly (readonly [by: RegExp, name: string])[] = [
  [/\bgh auth token\b|\.config\/gh\//, "GITHUB_TOKEN"],
  [/\bglab (?:auth|config get token)\b/, "GITLAB_TOKEN"],
  [/\.npmrc\b|\bnpm config get\b[^\n]{0,80}_auth/, "NPM_TOKEN"],
  [/\.aws\/credentials\b|\baws configure (?:get|export-credentials)\b/, "AWS_SECRET_ACCESS_KEY"],
  [/\bgcloud auth\b[^\n]{0,40}\bprint-\w/, "GOOGLE_ACCESS_TOKEN"],
  [/\baz account get-access-token\b/, "AZURE_ACCESS_TOKEN"],
];
/** A host with the path behind it; one that is filled in, or here, is nobody's in particular. */
const address =
  /\b(?:https?|wss?):\/\/((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?![\w.-])[^\s"'?#]{0,200})/gi;

/** What a server elsewhere is handed of what opens accounts, by the names of variables; null for nothing. */
export function handedTo(server: Server): HandedCredentials | null {
  const values = [...textsIn(server, maxDepth)].slice(0, maxValues);
  const places = values.flatMap((value) =>
    Array.from(value.matchAll(address), ([, place = ""]) => place.toLowerCase()),
  );
  const names = new Set(values.flatMap(credentialsIn));
  if (places.length === 0 || names.size === 0) return null;
  return { names: [...names].slice(0, maxNames), places: places.slice(0, maxPlaces) };
}

/** The texts of a server: its address, its headers, its environment and its arguments. */
function* textsIn(value: unknown, depth: number): Generator<string> {
  if (typeof value === "string") yield value.slice(0, maxValue);
  else if (typeof value === "object" && value !== null && depth > 0)
    for (const inner of Object.values(value)) yield* textsIn(inner, depth - 1);
}

function credentialsIn(value: string): readonly string[] {
  const variables = Array.from(
    value.matchAll(filledIn),
    ([, plain, braces, windows]) => plain ?? braces ?? windows ?? "",
  );
  const others = printed.flatMap(([by, name]) => (by.test(value) ? [name] : []));
  return [...variables, ...others].filter((name) => secret.test(name));
}
