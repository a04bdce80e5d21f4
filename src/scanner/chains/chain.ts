import type { Atom, Transform } from "../code/atoms.ts";
import type { Proximity, Surface } from "../report.ts";

/** Something valuable or hidden that reaches something harmful (threat catalogue §0.2). */
export interface Chain {
  /** At least one, those that are joined as closely as `proximity` says. */
  readonly sources: readonly Atom[];
  readonly sink: Atom;
  readonly proximity: Proximity;
  readonly surface: Surface;
  /** What was done to the value on its way; empty unless it was followed. */
  readonly through: readonly Transform[];
  /** Parts of the sink that it arrives in; empty unless it was followed. */
  readonly into: readonly string[];
}
