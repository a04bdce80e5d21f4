import type { Atom, CodeFacts } from "../code/atoms.ts";
import type { Proximity, Surface } from "../report.ts";
import type { Chain } from "./chain.ts";
import { type CodeIndex, codeIndex } from "./code-index.ts";
import { surfaceFactor } from "./surfaces.ts";

/** How a row of the catalogue's tables weighs (threat catalogue §13.1). */
export interface Weight {
  readonly base: number;
  readonly scale: "a" | "b";
  /** Least points once the conditions hold: 100 for a row that blocks, 40 for one that warns. */
  readonly floor?: number;
  /** Surfaces on which the floor holds. */
  readonly floorOn?: readonly Surface[];
  /** Whether it blocks by itself; only then the floor also holds where nothing is reachable. */
  readonly solo?: boolean;
  /** Whether it matters where the sink sends to. */
  readonly byDestination?: boolean;
}

const proximityFactors: Readonly<Record<Proximity, number>> = {
  flow: 1,
  func: 0.9,
  file: 0.8,
  bundle: 0.3,
  component: 0.4,
  package: 0.2,
};
const close: ReadonlySet<Proximity> = new Set(["flow", "func", "file"]);
const unattended: readonly Surface[] = ["install", "load", "handler"];

/** Points of a chain, before recognisers. */
export function chainPoints(facts: CodeFacts, chain: Chain, weight: Weight): number {
  const { sink, proximity, surface } = chain;
  const destination = weight.byDestination === true ? destinationFactor(sink, surface) : 1;
  const raw =
    weight.base * surfaceFactor(surface, weight.scale) * proximityFactors[proximity] * destination +
    contextPoints(codeIndex(facts), chain) * destination * weightOfContext(chain);
  const isClose = close.has(proximity) && destination === 1;
  if (!isClose) return rounded(Math.min(raw, 99));

  const holds = weight.solo === true || floorHolds(weight, chain);
  return rounded(holds ? Math.max(raw, weight.floor ?? 0) : raw);
}

/** Hints from elsewhere in a bundle say nothing about a chain, and little where nothing acts. */
function weightOfContext({ proximity, surface }: Chain): number {
  if (!close.has(proximity)) return 0;
  return surface === "dormant" ? surfaceFactor(surface, "a") : 1;
}

/**
 * What stands in the tables as a row that blocks also does so where nobody decides to run it. Where
 * somebody calls it, the value must have been followed all the way.
 */
function floorHolds(weight: Weight, { surface, proximity }: Chain): boolean {
  if (surface === "dormant") return false;
  if (weight.floorOn !== undefined) return weight.floorOn.includes(surface);
  return unattended.includes(surface) || (weight.scale === "a" && proximity === "flow");
}

/**
 * What the reader of code could not follow and only stands beside a sink, in code that somebody calls
 * or starts, is worth a word: tools and libraries do both things for reasons of their own.
 */
export function asNeighbour({ proximity, surface }: Chain): Partial<Weight> {
  const isAsked = surface === "call" || surface === "cli" || surface === "dormant";
  return proximity !== "flow" && isAsked ? { base: 60, floor: 0 } : {};
}

/** How foreign the place is that a network sink sends to (threat catalogue §1.3). */
export function destinationFactor(sink: Atom, surface: Surface): number {
  const { destination } = sink.detail;
  const isNowhere = destination?.class === "literal" && destination.host === null;
  switch (isNowhere ? "unknown" : destination?.class) {
    case undefined:
    case "literal":
    case "decoded":
    case "ip":
    case "drop":
    case "chain":
      return 1;
    case "param":
    case "config":
      return 0.2;
    case "local":
      return 0.1;
    case "unknown":
      // An address that nobody can read is no excuse for what runs unasked.
      return surface === "install" || surface === "load" ? 1 : 0.2;
  }
}

/** What somebody starts asks fewer questions on a build server and speaks the user's language. */
const ordinary = /^(?:ci|locale)$/;

function isAsked(surface: Surface): boolean {
  return surface === "call" || surface === "cli";
}

/** What stands around a chain and makes it worse. */
function contextPoints(index: CodeIndex, { sink, sources, surface }: Chain): number {
  const places = new Set([sink, ...sources].map(({ file, func }) => `${func} ${file}`));
  const around = [sink, ...sources]
    .map(({ file }) => file)
    .filter((file, at, all) => all.indexOf(file) === at)
    .flatMap((file) => index.inFile(file));
  const inFunction = (kind: Atom["kind"]) =>
    around.some((atom) => atom.kind === kind && places.has(`${atom.func} ${atom.file}`));

  const isGated = () =>
    around.some(
      (atom) =>
        atom.kind === "ctx.gate" &&
        places.has(`${atom.func} ${atom.file}`) &&
        !(isAsked(surface) && atom.detail.names?.every((name) => ordinary.test(name)) === true),
    );

  const { destination } = sink.detail;
  const isOdd = ["decoded", "ip", "drop", "chain"].includes(destination?.class ?? "");
  return (
    (inFunction("ctx.silent") ? 5 : 0) +
    (isGated() ? 20 : 0) +
    (around.some((atom) => atom.kind === "ctx.selfclean") ? 20 : 0) +
    (isOdd ? 20 : 0) +
    (destination?.isPlainHttp === true && destination.class !== "local" ? 10 : 0)
  );
}

function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
