import type { ExpertDefinition } from "../../expert/definition.ts";
import type { DetachedSignature } from "../../trust/expert-signature.ts";
import type { Filter } from "../catalogue.ts";
import type { EntryFacts } from "../entries.store.ts";
import type { RegistryEntry } from "../entry.ts";

/** What a source is asked. */
export type SourceQuestion =
  | ({ readonly kind: "words"; readonly text: string } & Filter)
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "everything" };

/** An entry as a source told it, checked to be one; that its words are true is not known. */
export interface SourceEntry {
  readonly entry: RegistryEntry;
  readonly facts: EntryFacts;
}

export interface SourceAnswer {
  readonly entries: readonly SourceEntry[];
  /** How many things it sent that are no entries, or were too many. */
  readonly dropped: number;
}

/** Another registry, or an index of one in a file. */
export interface Source {
  readonly id: string;
  readonly kind: "local_index" | "http" | "agentregistry";
  readonly url: string | null;
  /** @throws RegistryError `upstream_failed`, `upstream_timeout` */
  find(question: SourceQuestion, signal: AbortSignal): Promise<SourceAnswer>;
  /**
   * The bytes of a bundle; whether they are the right ones is for the caller to check.
   *
   * @throws RegistryError `upstream_failed`, `upstream_timeout`
   */
  bundle(entry: RegistryEntry, signal: AbortSignal): Promise<Uint8Array>;
  /** An Expert as it was published there; null for a source that knows no Experts. */
  readonly expert:
    | ((name: string, version: string, signal: AbortSignal) => Promise<SourceExpert>)
    | null;
}

export interface SourceExpert {
  readonly definition: ExpertDefinition;
  /** Computed from the definition, in hex. */
  readonly digest: string;
  readonly signatures: readonly DetachedSignature[];
}

/** More entries of one source are not looked at. */
export const maxEntries = 5_000;
