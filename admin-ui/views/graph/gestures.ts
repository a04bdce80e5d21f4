import type { Point } from "./camera.ts";
import type { Picture } from "./picture.ts";

export interface GestureHandlers {
  readonly onHover: (id: string | null) => void;
  readonly onPick: (id: string) => void;
}

/** So far a finger may slip and still mean what it touched. */
const slip = 6;

/** Dragging moves the picture, the wheel and two fingers zoom, a click picks. @returns what ends it */
export function listenTo(
  canvas: HTMLCanvasElement,
  picture: Picture,
  { onHover, onPick }: GestureHandlers,
): () => void {
  const fingers = new Map<number, Point>();
  let moved = 0;
  const pointOf = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    if (fingers.size === 0) moved = 0;
    fingers.set(event.pointerId, pointOf(event));
  };

  const move = (event: PointerEvent) => {
    const at = pointOf(event);
    const before = fingers.get(event.pointerId);
    if (before === undefined) {
      onHover(picture.nodeAt(at));
      return;
    }
    moved += Math.hypot(at.x - before.x, at.y - before.y);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, at);
    if (other === undefined) {
      if (moved > slip) picture.panBy(at.x - before.x, at.y - before.y);
      return;
    }
    const [was, is] = [distance(before, other), distance(at, other)];
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    picture.zoomBy(is / Math.max(was, 1), middle);
  };

  const up = (event: PointerEvent) => {
    const isClick = fingers.size === 1 && moved <= slip;
    fingers.delete(event.pointerId);
    const found = isClick && event.type === "pointerup" ? picture.nodeAt(pointOf(event)) : null;
    if (found !== null) onPick(found);
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const perLine = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    picture.zoomBy(Math.exp((-event.deltaY * perLine) / 400), pointOf(event));
  };

  const leave = () => onHover(null);
  const ending = new AbortController();
  const { signal } = ending;
  canvas.addEventListener("pointerdown", down, { signal });
  canvas.addEventListener("pointermove", move, { signal });
  canvas.addEventListener("pointerup", up, { signal });
  canvas.addEventListener("pointercancel", up, { signal });
  canvas.addEventListener("pointerleave", leave, { signal });
  canvas.addEventListener("wheel", wheel, { signal, passive: false });
  return () => ending.abort();
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
