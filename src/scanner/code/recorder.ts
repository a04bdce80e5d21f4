import { readObfuscation } from "../obfuscation/read-obfuscation.ts";
import type { Surface } from "../report.ts";
import type { ApiUse, Atom, AtomDetail, AtomKind, Flow, Hiding, Transform } from "./atoms.ts";
import { excerptAt, placeOf, type Unit } from "./unit.ts";

/** From what acts first and unasked to what never acts by itself. */
export const surfaceOrder = ["install", "load", "handler", "call", "cli", "dormant"] as const;
export type CodeSurface = (typeof surfaceOrder)[number];

export function weaker(a: CodeSurface, b: CodeSurface): CodeSurface {
  return surfaceOrder.indexOf(a) > surfaceOrder.indexOf(b) ? a : b;
}

function isStronger(a: Surface, b: Surface): boolean {
  return surfaceOrder.indexOf(a as CodeSurface) < surfaceOrder.indexOf(b as CodeSurface);
}

export interface Spot {
  readonly unit: Unit;
  readonly offset: number;
  readonly func: number;
  readonly surface: CodeSurface;
}

const maxAtoms = 20_000;
const maxFlows = 40_000;
const maxUses = 4_000;
/** A loop over a list of a thousand paths is one fact, not a thousand. */
const maxAtOnePlace = 24;
const maxText = 4096;
const maxDepth = 3;

/** Collects what is found; the same fact at the same place is one fact, on its strongest surface. */
export class Recorder {
  readonly atoms: Atom[] = [];
  readonly flows: Flow[] = [];
  readonly uses = new Map<string, ApiUse>();
  /** On what surface they act is known in the end. */
  readonly hiding: Omit<Hiding, "surface">[] = [];
  isFull = false;
  private readonly known = new Map<string, number>();
  private readonly perPlace = new Map<string, number>();
  private readonly knownFlows = new Map<string, number>();

  /**
   * @param isFed whether something of note arrives there: who loads a package does not feed its sinks
   *   with what callers hand in, so that it counts on the surface where it arrives
   */
  emit(kind: AtomKind, detail: AtomDetail, spot: Spot, isFed = false): number {
    const { unit, offset, func, surface } = spot;
    const place = `${kind} ${unit.base + offset} ${unit.path} ${unit.layer} ${func}`;
    const { api, names, path, destination, target } = detail;
    const key = `${place} ${api} ${names?.join()} ${path} ${destination?.class} ${destination?.host} ${target}${isFed ? surface : ""}`;
    const before = this.known.get(key);
    if (before !== undefined) {
      this.strengthen(before, surface, detail);
      return before;
    }
    const count = this.perPlace.get(place) ?? 0;
    if (count >= maxAtOnePlace || this.atoms.length >= maxAtoms) {
      this.isFull ||= this.atoms.length >= maxAtoms;
      return this.known.get(place) ?? 0;
    }
    const id = this.atoms.length;
    this.perPlace.set(place, count + 1);
    if (count === 0) this.known.set(place, id);
    this.known.set(key, id);
    this.atoms.push({
      id,
      kind,
      file: unit.path,
      ...placeOf(unit, offset),
      surface,
      func,
      layer: unit.layer,
      excerpt: excerptAt(unit, offset),
      detail:
        detail.text === undefined ? detail : { ...detail, text: detail.text.slice(0, maxText) },
    });
    return id;
  }

  /** What lies under a key in what an atom stands for: an atom of its own at the same place. */
  part(of: number, key: string): number {
    const whole = this.atoms[of];
    if (whole === undefined) return of;
    const { detail } = whole;
    const keys = [...(detail.part?.keys ?? []), key];
    const root = detail.part?.of ?? of;
    const name = `part ${root} ${keys.join(".")}`;
    const before = this.known.get(name);
    if (before !== undefined) return before;
    const count = this.perPlace.get(`part ${root}`) ?? 0;
    if (keys.length > maxDepth || count >= maxAtOnePlace || this.atoms.length >= maxAtoms)
      return of;
    this.perPlace.set(`part ${root}`, count + 1);
    const id = this.atoms.length;
    this.known.set(name, id);
    this.atoms.push({ ...whole, id, detail: { ...detail, part: { of: root, keys } } });
    return id;
  }

  private strengthen(id: number, surface: Surface, detail: AtomDetail): void {
    const atom = this.atoms[id];
    if (atom === undefined) return;
    const isOpen = atom.detail.isClosed === true && detail.isClosed !== true;
    if (!isStronger(surface, atom.surface) && !isOpen) return;
    this.atoms[id] = {
      ...atom,
      surface: isStronger(surface, atom.surface) ? surface : atom.surface,
      detail: isOpen ? detail : atom.detail,
    };
  }

  flow(source: number, sink: number, through: readonly Transform[], into: string): void {
    const key = `${source} ${sink} ${into}`;
    const before = this.knownFlows.get(key);
    if (before !== undefined) {
      const flow = this.flows[before];
      if (flow !== undefined && through.some((name) => !flow.through.includes(name))) {
        this.flows[before] = { ...flow, through: [...new Set([...flow.through, ...through])] };
      }
      return;
    }
    if (this.flows.length >= maxFlows) {
      this.isFull = true;
      return;
    }
    this.knownFlows.set(key, this.flows.length);
    this.flows.push({ source, sink, through, into });
  }

  /** Looks at the tree of a text itself, while there is one. */
  noteHiding(unit: Unit): void {
    for (const { start: _start, ...fact } of readObfuscation(unit.program, unit.source)) {
      const { path: file, layer, carrier } = unit;
      this.hiding.push({ ...fact, ...(carrier ?? {}), file, layer });
    }
  }

  use(capability: ApiUse["capability"], name: string, spot: Spot): void {
    const key = `${capability} ${name}`;
    const before = this.uses.get(key);
    if (before !== undefined && !isStronger(spot.surface, before.surface)) return;
    if (before === undefined && this.uses.size >= maxUses) return;
    const { line } = placeOf(spot.unit, spot.offset);
    this.uses.set(key, {
      capability,
      name: name.slice(0, 500),
      file: spot.unit.path,
      line,
      surface: spot.surface,
    });
  }
}
