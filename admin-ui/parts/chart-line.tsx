import { useEffect, useRef } from "preact/hooks";
import Plot from "uplot";
import type { ChartProps } from "./chart.tsx";

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** A line on a canvas that follows its box, and the colours that the box has at the moment. */
export function ChartLine({ points, format, max }: Omit<ChartProps, "title">) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);

  useEffect(() => {
    const element = box.current;
    const frame = element?.parentElement;
    if (element === null || frame === null || frame === undefined) return;
    const made = new Plot(optionsFor(frame, format, max), [[], []], element);
    plot.current = made;
    const sizes = new ResizeObserver(() => made.setSize(sizeOf(frame)));
    sizes.observe(frame);
    const offTheme = onTheme(() => made.redraw(false));
    return () => {
      sizes.disconnect();
      offTheme();
      made.destroy();
      plot.current = null;
    };
  }, [format, max]);

  useEffect(() => {
    // Seconds, as the scale of time has them; the last one is not over.
    const done = points.slice(0, -1);
    plot.current?.setData([done.map(({ t }) => t / 1000), done.map(({ v }) => v)]);
  }, [points, format, max]);

  return <div ref={box} aria-hidden="true" />;
}

function sizeOf(frame: Element): { readonly width: number; readonly height: number } {
  return { width: frame.clientWidth, height: frame.clientHeight };
}

function optionsFor(frame: Element, format: ChartProps["format"], max?: number): Plot.Options {
  // Asked for at each drawing, so that a line never keeps the colours of another theme.
  const colours = () => getComputedStyle(frame);
  const axis: Plot.Axis = {
    stroke: () => colours().color,
    grid: { stroke: () => colours().borderTopColor, width: 1 },
    ticks: { show: false },
    font: "12px system-ui, sans-serif",
  };
  return {
    ...sizeOf(frame),
    padding: [8, 28, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: true },
      y: { range: (_plot, _low, high) => [0, max ?? Math.max(1, high * 1.1)] },
    },
    axes: [
      {
        ...axis,
        size: 24,
        space: 80,
        values: (_plot, times) => times.map((t) => clock.format(t * 1000)),
      },
      { ...axis, size: 52, space: 28, values: (_plot, values) => values.map(format) },
    ],
    series: [
      {},
      {
        stroke: () => colours().outlineColor,
        fill: () => `color-mix(in srgb, ${colours().outlineColor} 14%, transparent)`,
        width: 2,
        points: { show: false },
      },
    ],
  };
}

/** Calls back when the page turns light or dark. */
function onTheme(changed: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", changed);
  const chosen = new MutationObserver(changed);
  chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    system.removeEventListener("change", changed);
    chosen.disconnect();
  };
}
