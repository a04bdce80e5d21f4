import { signal } from "@preact/signals";

const key = "agentregistry-token";

/** Shown to the registry where reading needs one; the browser forgets it with its tab. */
const token = signal(sessionStorage.getItem(key) ?? "");
/** Whether the registry wants a token, or another one. */
export const needsToken = signal(false);
/** Counts the tokens, so that everything is asked again with the new one. */
export const tokenRound = signal(0);

export function showToken(text: string): void {
  token.value = text.trim();
  if (token.value === "") sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, token.value);
  needsToken.value = false;
  tokenRound.value += 1;
}

export const hasToken = () => token.value !== "";

/** Asks the registry for something that anybody may read. @throws Error with its sentence */
export async function ask(path: string, stop: AbortSignal, json?: unknown): Promise<Response> {
  const shown = token.peek();
  const response = await fetch(path, {
    method: json === undefined ? "GET" : "POST",
    signal: stop,
    credentials: "omit",
    headers: {
      accept: "application/json",
      ...(shown === "" ? {} : { authorization: `Bearer ${shown}` }),
      ...(json === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  if (response.ok) return response;
  if (response.status === 401) needsToken.value = true;
  throw new Error(await sentenceOf(response));
}

export async function askJson<T>(path: string, stop: AbortSignal, json?: unknown): Promise<T> {
  return (await (await ask(path, stop, json)).json()) as T;
}

async function sentenceOf(response: Response): Promise<string> {
  try {
    const { message, error } = (await response.json()) as { message?: unknown; error?: unknown };
    for (const text of [message, error]) if (typeof text === "string") return text;
  } catch {
    // What is no JSON says nothing more than its status.
  }
  return `The registry answered ${response.status}.`;
}

/** A name as one segment of a path. */
export function segment(name: string): string {
  return encodeURIComponent(name).replace(/^%40/, "@");
}
