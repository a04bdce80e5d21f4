import type { CodeFile } from "../atoms.ts";
import type { Binding, Scope } from "../scope.ts";
import type { Unit } from "../unit.ts";
import type { ObjectValue } from "../value.ts";

export interface LoadedFile {
  readonly path: string;
  reading: CodeFile["reading"];
  unit: Unit | null;
  scope: Scope | null;
  /** `module`, whose `exports` is what others get. */
  module: ObjectValue | null;
  readonly bindings: Map<string, Binding>;
  readonly stars: LoadedFile[];
  readonly imports: Set<string>;
  readonly modules: Set<string>;
  readonly chars: number;
  isEsm: boolean;
}

/** A file of which nothing ran. */
export function blankFile(path: string, reading: CodeFile["reading"], chars: number): LoadedFile {
  return {
    path,
    reading,
    unit: null,
    scope: null,
    module: null,
    bindings: new Map(),
    stars: [],
    imports: new Set(),
    modules: new Set(),
    chars,
    isEsm: false,
  };
}
