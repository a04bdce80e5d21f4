import type { PackageName } from "../names/package-name.ts";

/** What happened, told after it was committed. */
export interface EventMap {
  /** What a name shows may have changed: a publish, a ruling, a hold, a new upstream document. */
  packageChanged: { readonly name: PackageName };
  /** A version of a pack was added. */
  packAdded: { readonly id: string };
  /** A scope belongs to this registry from now on; what the upstream has under it is gone. */
  scopeTaken: { readonly scope: string };
  /** Another policy is in force, or other keys are trusted: any version of any package may be shown or hidden by it. */
  policyChanged: Readonly<Record<string, never>>;
  /** A release that was served before is held from now on. */
  recalled: {
    readonly name: PackageName;
    readonly version: string;
    /** To how many clients. */
    readonly clients: number;
  };
  released: { readonly name: PackageName; readonly version: string; readonly by: string };
  held: {
    readonly name: PackageName;
    readonly version: string;
    readonly ruleIds: readonly string[];
  };
  /** A person decided about held bytes. */
  ruled: {
    readonly name: PackageName;
    readonly version: string;
    readonly file: string;
    readonly decision: "approve" | "reject";
  };
  /** What people had decided about held bytes was taken back. */
  rulingForgotten: { readonly name: PackageName; readonly version: string };
  /** Advisories that came in are about a version that is stored here. */
  cveFound: {
    readonly name: PackageName;
    readonly version: string;
    readonly ids: readonly string[];
  };
  unpublished: { readonly name: PackageName; readonly versions: readonly string[] };
  /** Tokens were revoked: who shows one is asked again. */
  tokensChanged: Readonly<Record<string, never>>;
  /** A person changed how the registry behaves, in one of its areas. */
  settingsChanged: { readonly area: string };
  /** Judging everything anew came further. */
  rescanned: { readonly done: number; readonly total: number };
}

export interface Events {
  on<K extends keyof EventMap>(event: K, listener: (value: EventMap[K]) => void): () => void;
  /** Call it after the commit, never before: a listener reads what the database holds. */
  emit<K extends keyof EventMap>(event: K, value: EventMap[K]): void;
}

export function createEvents(): Events {
  const listeners = new Map<keyof EventMap, Set<(value: never) => void>>();
  return {
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
    emit(event, value) {
      for (const listener of listeners.get(event) ?? []) listener(value as never);
    },
  };
}
