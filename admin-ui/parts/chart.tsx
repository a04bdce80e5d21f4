import { lazy } from "../shell/lazy.tsx";

export interface Point {
  /** Milliseconds. */
  readonly t: number;
  readonly v: number;
}

export interface ChartProps {
  readonly title: string;
  readonly points: readonly Point[];
  readonly format: (value: number) => string;
  /** The top of the scale, where it is the same always. */
  readonly max?: number;
}

/** The drawing is large and nobody needs it to read the figures. */
const Line = lazy(async () => (await import("./chart-line.tsx")).ChartLine);

/** How one figure went during the last minute, in words and as a line. */
export function Chart({ title, points, format, max }: ChartProps) {
  const values = points.map(({ v }) => v);
  // The last second is not over.
  const now = values.at(-2) ?? 0;
  const highest = Math.max(0, ...values);
  const mean = values.length === 0 ? 0 : values.reduce((sum, v) => sum + v, 0) / values.length;
  return (
    <section class="card">
      <div class="chart-head">
        <h3>{title}</h3>
        <span class="chart-now">{format(now)}</span>
      </div>
      <p class="chart-note">
        Last minute: mean {format(mean)}, peak {format(highest)}
      </p>
      <div
        class="chart"
        role="img"
        aria-label={`${title} during the last minute as a line: now ${format(now)}, on average ${format(mean)}, at most ${format(highest)}`}
      >
        <Line points={points} format={format} {...(max === undefined ? {} : { max })} />
      </div>
    </section>
  );
}
