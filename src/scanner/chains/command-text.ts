import type { Atom } from "../code/atoms.ts";
import { startKinds } from "./atom-kinds.ts";

/** The command line that an atom starts, as far as it is known; null when it starts none. */
export function commandText({ kind, detail }: Atom): string | null {
  return startKinds.includes(kind) || kind === "snk.agent" ? (detail.text ?? null) : null;
}
