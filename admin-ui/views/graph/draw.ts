import type { Camera } from "./camera.ts";
import { type Kind, kindOf, kinds, outline } from "./kinds.ts";
import type { Place } from "./layout.ts";
import type { GraphModel } from "./model.ts";

export type Colours = Readonly<Record<Kind | "line" | "text" | "page" | "mark", string>>;

export interface Scene {
  readonly model: GraphModel;
  readonly places: ReadonlyMap<string, Place>;
  readonly camera: Camera;
  readonly width: number;
  readonly height: number;
  readonly held: ReadonlySet<string>;
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly colours: Colours;
}

const radius = 7;
/** So many names can be read at once. */
const maxLabels = 150;
const maxArrows = 600;

/** One frame, in a handful of paths however much there is. */
export function draw(to: CanvasRenderingContext2D, scene: Scene): void {
  const { width, height, camera } = scene;
  to.clearRect(0, 0, width, height);
  to.save();
  to.translate(camera.x, camera.y);
  to.scale(camera.zoom, camera.zoom);
  // Where one begins everything is of interest; what is chosen after that stands out.
  const isChosen = scene.selected !== scene.model.root;
  const focus = scene.hovered ?? (isChosen ? scene.selected : null);
  drawLinks(to, scene, focus);
  drawNodes(to, scene, focus);
  to.restore();
  drawLabels(to, scene, focus);
}

function drawLinks(to: CanvasRenderingContext2D, scene: Scene, focus: string | null): void {
  const { model, places, colours, camera } = scene;
  const [plain, delegating, marked] = [new Path2D(), new Path2D(), new Path2D()];
  const hasArrows = model.links.size <= maxArrows && camera.zoom > 0.4;
  for (const { source, target, isDelegation } of model.links.values()) {
    const [from, end] = [places.get(source), places.get(target)];
    if (from === undefined || end === undefined) continue;
    const isMarked = focus === source || focus === target;
    const path = isMarked ? marked : isDelegation ? delegating : plain;
    path.moveTo(from.x, from.y);
    path.lineTo(end.x, end.y);
    if (hasArrows || isMarked) addArrow(path, from, end);
  }
  to.globalAlpha = focus === null ? 0.8 : 0.35;
  to.lineWidth = 1 / Math.sqrt(camera.zoom);
  to.strokeStyle = colours.line;
  to.stroke(plain);
  to.setLineDash([5, 4]);
  to.stroke(delegating);
  to.setLineDash([]);
  to.globalAlpha = 1;
  to.lineWidth = 2 / Math.sqrt(camera.zoom);
  to.strokeStyle = colours.mark;
  to.stroke(marked);
}

function addArrow(path: Path2D, from: Place, to: Place): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const tip = { x: to.x - 11 * Math.cos(angle), y: to.y - 11 * Math.sin(angle) };
  for (const side of [-0.45, 0.45]) {
    path.moveTo(tip.x, tip.y);
    path.lineTo(tip.x - 7 * Math.cos(angle + side), tip.y - 7 * Math.sin(angle + side));
  }
}

function drawNodes(to: CanvasRenderingContext2D, scene: Scene, focus: string | null): void {
  const { model, places, held, colours, selected, camera } = scene;
  const near = focus === null ? null : besideOf(model, focus);
  // From far away they would be too small to be seen.
  const size = Math.max(radius, 2.5 / camera.zoom);
  const bright = new Map<Kind, Path2D>();
  const pale = new Map<Kind, Path2D>();
  for (const node of model.nodes.values()) {
    const place = places.get(node.id);
    if (place === undefined) continue;
    const kind = kindOf(node, held);
    const group = near === null || near.has(node.id) ? bright : pale;
    const path = group.get(kind) ?? new Path2D();
    group.set(kind, path);
    outline(path, kind, place.x, place.y, node.id === model.root ? size * 1.4 : size);
  }
  for (const [group, alpha] of [
    [pale, 0.4],
    [bright, 1],
  ] as const) {
    to.globalAlpha = alpha;
    for (const kind of Object.keys(kinds) as Kind[]) {
      const path = group.get(kind);
      if (path === undefined) continue;
      to.lineWidth = Math.min(1.5, 1 / camera.zoom);
      to.strokeStyle = kind === "unknown" ? colours.unknown : colours.page;
      to.fillStyle = kind === "unknown" ? colours.page : colours[kind];
      to.fill(path);
      to.stroke(path);
    }
  }
  to.globalAlpha = 1;
  const place = selected === null ? undefined : places.get(selected);
  if (place === undefined) return;
  to.beginPath();
  to.arc(place.x, place.y, size * 2, 0, 2 * Math.PI);
  to.lineWidth = 2.5 / Math.min(1, camera.zoom);
  to.strokeStyle = colours.mark;
  to.stroke();
}

function besideOf(model: GraphModel, id: string): ReadonlySet<string> {
  return new Set([
    id,
    ...model.beside(id, "needs").map(({ target }) => target),
    ...model.beside(id, "neededBy").map(({ source }) => source),
  ]);
}

/** On the screen, not on the plane, so that they can be read at any distance. */
function drawLabels(to: CanvasRenderingContext2D, scene: Scene, focus: string | null): void {
  const { model, places, camera, width, height, colours } = scene;
  const near = besideOf(model, focus ?? model.root);
  const seen: (Place & { readonly isNear: boolean })[] = [];
  for (const place of places.values()) {
    const [x, y] = [place.x * camera.zoom + camera.x, place.y * camera.zoom + camera.y];
    if (x < -50 || y < -20 || x > width + 50 || y > height + 20) continue;
    seen.push({ ...place, x, y, isNear: near.has(place.id) });
  }
  const isRoomy = seen.length <= maxLabels && (camera.zoom > 0.6 || seen.length <= 30);
  const shown = isRoomy ? seen : seen.filter(({ isNear }) => isNear).slice(0, maxLabels);
  to.font = "12px system-ui, sans-serif";
  to.textAlign = "center";
  to.textBaseline = "top";
  to.lineJoin = "round";
  to.lineWidth = 3;
  to.strokeStyle = colours.page;
  to.fillStyle = colours.text;
  for (const { id, x, y, isNear } of shown) {
    to.globalAlpha = focus === null || isNear ? 1 : 0.6;
    const text = id.length > 40 ? `${id.slice(0, 38)}…` : id;
    const below = y + (radius + 5) * Math.max(0.6, Math.min(1.5, camera.zoom));
    to.strokeText(text, x, below);
    to.fillText(text, x, below);
  }
  to.globalAlpha = 1;
}
