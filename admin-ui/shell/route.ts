import { computed, signal } from "@preact/signals";

/** Where somebody is: `#/packages/@acme/tool?tab=versions`. */
export interface Place {
  /** The first segment; empty at the start. */
  readonly view: string;
  /** The rest, decoded; a scoped name is one text. Empty when there is none. */
  readonly subject: string;
  readonly query: URLSearchParams;
}

const hash = signal(location.hash);
addEventListener("hashchange", () => {
  hash.value = location.hash;
});

export const place = computed<Place>(() => read(hash.value));

/** The address of a place on the same page. */
export function linkTo(view: string, subject = "", query: Readonly<Record<string, string>> = {}) {
  const path = [view, ...subject.split("/")].filter((part) => part !== "").map(encodeURIComponent);
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
  const text = search.toString();
  return `#/${path.join("/").replaceAll("%40", "@")}${text === "" ? "" : `?${text}`}`;
}

export function goTo(view: string, subject = "", query: Readonly<Record<string, string>> = {}) {
  location.hash = linkTo(view, subject, query);
}

/** Changes what the query says without a step in the browser's history, as while somebody types. */
export function refine(changes: Readonly<Record<string, string>>): void {
  const { view, subject, query } = place.peek();
  const merged = { ...Object.fromEntries(query), ...changes };
  history.replaceState(null, "", linkTo(view, subject, merged));
  hash.value = location.hash;
}

function read(text: string): Place {
  const [path = "", search = ""] = text.replace(/^#\/?/, "").split("?", 2);
  const [view = "", ...rest] = path.split("/").map(decode);
  return { view, subject: rest.join("/"), query: new URLSearchParams(search) };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
