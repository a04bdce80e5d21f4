import type { Node } from "./model.ts";

export type Kind = "local" | "expert" | "upstream" | "unknown" | "held";

/** What a node is shown as; that something of it is held matters most. */
export function kindOf({ id, group, isExpert }: Node, held: ReadonlySet<string>): Kind {
  if (held.has(id)) return "held";
  return isExpert ? "expert" : group;
}

/** Each has a shape of its own, so that its colour only repeats it. */
export const kinds: Readonly<Record<Kind, string>> = {
  local: "published here",
  expert: "Expert",
  upstream: "copied from an upstream",
  unknown: "not stored",
  held: "has a held version",
};

/** Draws the outline of a node around a point; the caller fills or strokes it. */
export function outline(
  to: Path2D | CanvasRenderingContext2D,
  kind: Kind,
  x: number,
  y: number,
  r: number,
): void {
  if (kind === "local") {
    to.moveTo(x + r, y);
    to.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  const corners = { expert: 6, upstream: 4, unknown: 4, held: 3 }[kind];
  const turn = kind === "upstream" ? Math.PI / 4 : -Math.PI / 2;
  const reach = r * (kind === "held" ? 1.35 : 1.2);
  for (let at = 0; at < corners; at++) {
    const angle = turn + (2 * Math.PI * at) / corners;
    const [px, py] = [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
    if (at === 0) to.moveTo(px, py);
    else to.lineTo(px, py);
  }
  to.closePath();
}
