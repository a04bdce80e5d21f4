import { type Camera, fitting, type Point, panBy, toWorld, zoomAt } from "./camera.ts";
import { type Colours, draw } from "./draw.ts";
import { createLayout } from "./layout.ts";
import type { GraphModel } from "./model.ts";

/** The canvas with all that moves on it. Nothing runs while nothing changes. */
export interface Picture extends Disposable {
  /** Takes over what the model found. */
  update(): void;
  show(change: Partial<Marks>): void;
  nodeAt(at: Point): string | null;
  panBy(dx: number, dy: number): void;
  /** @param at a point of the canvas; its middle when left out */
  zoomBy(factor: number, at?: Point): void;
  fit(): void;
  /** The node beside another one that lies most in a direction of the screen, or null. */
  toward(id: string, dx: number, dy: number): string | null;
  /** Moves the canvas so that a node is on it. */
  reveal(id: string): void;
}

export interface Marks {
  readonly held: ReadonlySet<string>;
  readonly selected: string | null;
  readonly hovered: string | null;
}

const frameMs = 8;
const touchRadius = 16;

export function createPicture(
  canvas: HTMLCanvasElement,
  model: GraphModel,
  readColours: () => Colours,
): Picture {
  const context = canvas.getContext("2d");
  const layout = createLayout();
  const isStill = matchMedia("(prefers-reduced-motion: reduce)");
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  let camera: Camera = { zoom: 1, x: 0, y: 0 };
  let marks: Marks = { held: new Set(), selected: null, hovered: null };
  let colours = readColours();
  let size = { width: 0, height: 0 };
  /** Until somebody moves the picture it shows all of it. */
  let isFitting = true;
  let frame: number | null = null;

  function wake(): void {
    frame ??= requestAnimationFrame(step);
  }

  function step(): void {
    frame = null;
    if (!layout.isResting) {
      layout.goOn(frameMs);
      wake();
      // Whoever asked for less motion sees the result, not the way there.
      if (isStill.matches && !layout.isResting) return;
    }
    if (isFitting) camera = fitting(layout.places.values(), size.width, size.height);
    if (context === null) return;
    const { places } = layout;
    draw(context, { model, places, camera, ...size, ...marks, colours });
  }

  function resize(): void {
    const { width, height } = canvas.getBoundingClientRect();
    const ratio = window.devicePixelRatio;
    const [dx, dy] = [(width - size.width) / 2, (height - size.height) / 2];
    size = { width, height };
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context?.setTransform(ratio, 0, 0, ratio, 0, 0);
    camera = panBy(camera, dx, dy);
    wake();
  }

  function recolour(): void {
    colours = readColours();
    wake();
  }

  const sizes = new ResizeObserver(resize);
  sizes.observe(canvas);
  const themes = new MutationObserver(recolour);
  themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  isDark.addEventListener("change", recolour);

  function change(next: Camera): void {
    isFitting = false;
    camera = next;
    wake();
  }

  return {
    update() {
      layout.update(model);
      wake();
    },
    show(some) {
      marks = { ...marks, ...some };
      wake();
    },
    nodeAt(at) {
      const { x, y } = toWorld(camera, at);
      let [best, distance] = [null as string | null, touchRadius / Math.min(1, camera.zoom)];
      for (const place of layout.places.values()) {
        const away = Math.hypot(place.x - x, place.y - y);
        if (away < distance) [best, distance] = [place.id, away];
      }
      return best;
    },
    panBy: (dx, dy) => change(panBy(camera, dx, dy)),
    zoomBy(factor, at = { x: size.width / 2, y: size.height / 2 }) {
      change(zoomAt(camera, at, factor));
    },
    fit() {
      isFitting = true;
      wake();
    },
    toward(id, dx, dy) {
      const from = layout.places.get(id);
      if (from === undefined) return null;
      const others = [
        ...model.beside(id, "needs").map(({ target }) => target),
        ...model.beside(id, "neededBy").map(({ source }) => source),
      ];
      let [best, score] = [null as string | null, 0.2];
      for (const other of others) {
        const place = layout.places.get(other);
        if (place === undefined || place === from) continue;
        const [x, y] = [place.x - from.x, place.y - from.y];
        const along = (x * dx + y * dy) / Math.max(1, Math.hypot(x, y));
        if (along > score) [best, score] = [other, along];
      }
      return best;
    },
    reveal(id) {
      const place = layout.places.get(id);
      if (place === undefined || isFitting) return;
      const [x, y] = [place.x * camera.zoom + camera.x, place.y * camera.zoom + camera.y];
      const margin = 40;
      const dx = Math.max(margin - x, 0) + Math.min(size.width - margin - x, 0);
      const dy = Math.max(margin - y, 0) + Math.min(size.height - margin - y, 0);
      if (dx !== 0 || dy !== 0) change(panBy(camera, dx, dy));
    },
    [Symbol.dispose]() {
      if (frame !== null) cancelAnimationFrame(frame);
      sizes.disconnect();
      themes.disconnect();
      isDark.removeEventListener("change", recolour);
    },
  };
}
