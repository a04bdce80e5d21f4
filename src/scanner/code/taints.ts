import { type Transform, transforms } from "./atoms.ts";
import type { Taint } from "./value.ts";

const maxAtoms = 16;
const noAtoms: readonly number[] = [];
/** Taints that only say what was done, one for each set of transforms. */
const marked = new Map<number, Taint>();

export const none: Taint = { atoms: noAtoms, through: 0 };
marked.set(0, none);

const bits = new Map<Transform, number>(transforms.map((name, index) => [name, 1 << index]));

export function bitOf(transform: Transform): number {
  return bits.get(transform) ?? 0;
}

export function bitsOf(names: readonly Transform[]): number {
  return names.reduce((all, name) => all | bitOf(name), 0);
}

export function transformsOf(taint: Taint): readonly Transform[] {
  return transforms.filter((_, index) => (taint.through & (1 << index)) !== 0);
}

export function taintOfAtom(atom: number): Taint {
  return { atoms: [atom], through: 0 };
}

export function withThrough(taint: Taint, through: number): Taint {
  const all = taint.through | through;
  if (all === taint.through) return taint;
  if (taint.atoms.length > 0) return { atoms: taint.atoms, through: all };
  let shared = marked.get(all);
  if (shared === undefined) {
    shared = { atoms: noAtoms, through: all };
    marked.set(all, shared);
  }
  return shared;
}

export function without(taint: Taint, through: number): Taint {
  if ((taint.through & through) === 0) return taint;
  const left = taint.through & ~through;
  return taint.atoms.length === 0 ? withThrough(none, left) : { atoms: taint.atoms, through: left };
}

/** The last union of each taint is kept with it: code joins the same few origins over and over. */
const lastOther = Symbol("other");
const lastUnion = Symbol("union");

interface Joined extends Taint {
  [lastOther]?: Taint;
  [lastUnion]?: Taint;
}

export function union(a: Taint, b: Taint): Taint {
  if (a === b || b === none) return a;
  if (a === none) return b;
  const known = a as Joined;
  if (known[lastOther] === b) return known[lastUnion] as Taint;
  const all = unite(a, b);
  known[lastOther] = b;
  known[lastUnion] = all;
  return all;
}

function unite(a: Taint, b: Taint): Taint {
  if (b.atoms.length === 0) return withThrough(a, b.through);
  if (a.atoms.length === 0) return withThrough(b, a.through);
  const through = a.through | b.through;
  if (isWithin(b.atoms, a.atoms)) return withThrough(a, through);
  if (isWithin(a.atoms, b.atoms)) return withThrough(b, through);
  const atoms = [...new Set([...a.atoms, ...b.atoms])].sort((x, y) => x - y).slice(0, maxAtoms);
  return { atoms, through };
}

function isWithin(some: readonly number[], all: readonly number[]): boolean {
  // Both ascend.
  let at = 0;
  for (let index = 0; index < some.length; index += 1) {
    const atom = some[index] as number;
    while (at < all.length && (all[at] as number) < atom) at += 1;
    if (all[at] !== atom) return false;
  }
  return true;
}

/** Where a value comes from, in a word: for telling two calls apart. */
export function taintKey(taint: Taint): string {
  return taint === none ? "" : `${taint.atoms.join(",")}:${taint.through}`;
}
