import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3-force";
import type { GraphModel, Node } from "./model.ts";

export interface Place extends SimulationNodeDatum {
  readonly id: string;
  x: number;
  y: number;
}

type Spring = SimulationLinkDatum<Place>;

/** Where everything stands. Moving costs a bounded time each time it is asked to go on. */
export interface Layout {
  readonly places: ReadonlyMap<string, Place>;
  readonly isResting: boolean;
  /** Takes over what was found; what was there stays about where it was. */
  update(model: GraphModel): void;
  /** Moves everything for at most some milliseconds. */
  goOn(ms: number): void;
}

const minAlpha = 0.01;

export function createLayout(): Layout {
  const places = new Map<string, Place>();
  const springs = forceLink<Place, Spring>([]).id(({ id }) => id);
  const apart = forceManyBody<Place>().strength(-180).distanceMax(600);
  const simulation = forceSimulation<Place>([])
    .alphaMin(minAlpha)
    .force("springs", springs.distance(70).strength(0.4))
    .force("apart", apart)
    .force("x", forceX<Place>(0).strength(0.04))
    .force("y", forceY<Place>(0).strength(0.04))
    .stop();

  return {
    places,
    get isResting() {
      return simulation.alpha() < minAlpha;
    },
    update(model) {
      for (const node of model.nodes.values()) {
        if (!places.has(node.id)) places.set(node.id, placeFor(node, model, places));
      }
      // Much is laid out more roughly and comes to rest sooner, so that it can be used meanwhile.
      const isMuch = places.size > 800;
      apart.theta(isMuch ? 1.4 : 0.9);
      simulation.alphaDecay(isMuch ? 0.05 : 0.0228);
      simulation.force("room", isMuch ? null : forceCollide<Place>(14));
      simulation.nodes([...places.values()]);
      springs.links([...model.links.values()].map(({ source, target }) => ({ source, target })));
      simulation.alpha(Math.max(simulation.alpha(), places.size > 1 ? 0.7 : 0));
    },
    goOn(ms) {
      const end = performance.now() + ms;
      do simulation.tick();
      while (simulation.alpha() >= minAlpha && performance.now() < end);
    },
  };
}

/** Beside something that is there already, so that nothing flies across the picture. */
function placeFor({ id }: Node, model: GraphModel, places: ReadonlyMap<string, Place>): Place {
  const above = model.beside(id, "neededBy").map(({ source }) => places.get(source));
  const below = model.beside(id, "needs").map(({ target }) => places.get(target));
  const near = [...above, ...below].find((place) => place !== undefined);
  const angle = places.size * 2.4;
  const far = near === undefined ? 0 : 40;
  const x = (near?.x ?? 0) + far * Math.cos(angle);
  const y = (near?.y ?? 0) + far * Math.sin(angle);
  return { id, x, y };
}
