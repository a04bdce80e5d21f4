import type { ApiUse, Atom, AtomDetail, AtomKind, CodeFacts, Flow } from "../code/atoms.ts";
import type { Surface } from "../report.ts";

/** Where atoms are put that a command or script gives. */
export interface AtomPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly surface: Surface;
  readonly func: number;
  readonly layer: number;
  readonly excerpt: string;
}

const maxAtoms = 20_000;

/** Adds atoms to facts that were found otherwise. */
export class AtomCollector {
  private readonly facts: CodeFacts;
  private readonly atoms: Atom[] = [];
  private readonly flows: Flow[] = [];
  private readonly uses: ApiUse[] = [];
  private readonly known = new Map<string, number>();
  private next: number;

  constructor(facts: CodeFacts) {
    this.facts = facts;
    this.next = facts.atoms.reduce((most, { id }) => Math.max(most, id + 1), 0);
  }

  /** The id of the atom; the same thing at the same place is one atom. Null when there are too many. */
  add(kind: AtomKind, place: AtomPlace, detail: AtomDetail = {}): number | null {
    const { file, line, column, func, surface } = place;
    const key = [kind, file, line, column, func, surface, JSON.stringify(detail)].join("\n");
    const before = this.known.get(key);
    if (before !== undefined) return before;
    if (this.atoms.length >= maxAtoms) return null;
    const id = this.next++;
    this.known.set(key, id);
    this.atoms.push({ id, kind, ...place, detail });
    return id;
  }

  flow(source: number | null, sink: number | null, into: string): void {
    if (source !== null && sink !== null) this.flows.push({ source, sink, through: [], into });
  }

  use(capability: ApiUse["capability"], name: string, { file, line, surface }: AtomPlace): void {
    this.uses.push({ capability, name, file, line, surface });
  }

  result(): CodeFacts {
    if (this.atoms.length === 0 && this.uses.length === 0) return this.facts;
    return {
      ...this.facts,
      atoms: [...this.facts.atoms, ...this.atoms],
      flows: [...this.facts.flows, ...this.flows],
      uses: [...this.facts.uses, ...this.uses],
    };
  }
}
