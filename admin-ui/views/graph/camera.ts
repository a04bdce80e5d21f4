import type { Place } from "./layout.ts";

/** Which part of the plane is seen: `screen = world × zoom + offset`. */
export interface Camera {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const smallest = 0.05;
const largest = 4;

export function toWorld({ zoom, x, y }: Camera, at: Point): Point {
  return { x: (at.x - x) / zoom, y: (at.y - y) / zoom };
}

/** Nearer or farther, while what stands at a point of the screen stays there. */
export function zoomAt(camera: Camera, at: Point, factor: number): Camera {
  const zoom = Math.min(largest, Math.max(smallest, camera.zoom * factor));
  const world = toWorld(camera, at);
  return { zoom, x: at.x - world.x * zoom, y: at.y - world.y * zoom };
}

export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x + dx, y: camera.y + dy };
}

/** All of it, with a margin. */
export function fitting(places: Iterable<Place>, width: number, height: number): Camera {
  let [left, right, top, bottom] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const { x, y } of places) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (left > right) return { zoom: 1, x: width / 2, y: height / 2 };
  const margin = 60;
  const wanted = Math.min(
    (width - 2 * margin) / Math.max(right - left, 1),
    (height - 2 * margin) / Math.max(bottom - top, 1),
  );
  const zoom = Math.min(1.5, Math.max(smallest, wanted));
  return {
    zoom,
    x: width / 2 - ((left + right) / 2) * zoom,
    y: height / 2 - ((top + bottom) / 2) * zoom,
  };
}
