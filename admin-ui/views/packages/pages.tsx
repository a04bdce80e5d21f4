import { linkTo, place } from "../../shell/route.ts";

export interface PagesProps {
  /** What `after` is in the address of the next page; null on the last one. */
  readonly next: string | null | undefined;
  readonly perPage: number;
  readonly total: number;
}

/** Where the pages before this one begin; they are known as far as one came through them. */
const beginnings = new Map<string, string>();

/** Ways to the pages around this one, for lists that are read from one place on. */
export function Pages({ next, perPage, total }: PagesProps) {
  const { view, subject, query } = place.value;
  const page = Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1);
  const { after: _after, page: _page, ...kept } = Object.fromEntries(query);
  const to = (number: number, after: string) =>
    linkTo(view, subject, number === 1 ? kept : { ...kept, after, page: String(number) });
  const trail = (number: number) => `${linkTo(view, subject, kept)} ${number}`;
  beginnings.set(trail(page), query.get("after") ?? "");
  if (page === 1 && (next ?? null) === null) return null;
  const previous = page === 2 ? "" : beginnings.get(trail(page - 1));
  return (
    <nav class="pages" aria-label="Pages">
      {page > 1 ? (
        <a class="button" href={to(1, "")}>
          First page
        </a>
      ) : null}
      {page > 1 && previous !== undefined ? (
        <a class="button" href={to(page - 1, previous)}>
          Previous page
        </a>
      ) : null}
      <span>
        Page {page.toLocaleString("en")} of{" "}
        {Math.max(page, Math.ceil(total / perPage)).toLocaleString("en")}
      </span>
      {(next ?? null) === null ? null : (
        <a class="button" href={to(page + 1, next ?? "")}>
          Next page
        </a>
      )}
    </nav>
  );
}
