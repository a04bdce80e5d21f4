const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** When something was, as people say it; the exact time stands behind it. */
export function Moment({ at }: { readonly at: string | number | null | undefined }) {
  const time = at === null || at === undefined ? Number.NaN : new Date(at).getTime();
  if (Number.isNaN(time)) return <span class="is-faint">never</span>;
  const iso = new Date(time).toISOString();
  return (
    <time dateTime={iso} title={exact.format(time)}>
      {inWords((time - Date.now()) / 1000)}
    </time>
  );
}

function inWords(seconds: number): string {
  const found = steps.find(([, size]) => Math.abs(seconds) >= size);
  if (found === undefined)
    return Math.abs(seconds) < 5 ? "now" : relative.format(Math.round(seconds), "second");
  return relative.format(Math.round(seconds / found[1]), found[0]);
}
