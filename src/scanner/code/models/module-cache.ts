import type { Machine } from "../machine.ts";
import { marks, type Value } from "../value.ts";
import { aliases, named, nothing, optionsOf, reads, type Table } from "./define.ts";
import { observe, patch } from "./patches.ts";

/** What is loaded already, by file: everybody in the process who loads it later gets that. */
function cached(machine: Machine, _self: Value, name: string): Value {
  const entry = machine.instance("CachedModule");
  // All of them together, when they are listed.
  if (name.endsWith(".*")) return machine.object({ [marks.unknown]: entry });
  return machine.either([entry, nothing]);
}

function exported(machine: Machine): Value {
  return machine.instance("CachedExports");
}

export const moduleCache: Table = [
  ...named("global.require.cache.*", { read: cached, write: patchEntry }),
  ...named("instance:CachedModule.exports", { read: exported, write: patchEntry }),
  ...named("instance:CachedExports.*", { write: patchEntry }),
  ...named("instance:CachedExports.prototype.*", { write: patchEntry }),
  ...reads({ "instance:CachedModule.{id,filename,path}": (machine) => machine.unknown() }),
  // What a module loads is there as well.
  ...reads({
    "instance:{MainModule,CachedModule}.children": (machine) => {
      const entry = machine.instance("CachedModule");
      const all = machine.array([entry]);
      if (all.type === "array") all.rest = entry;
      return all;
    },
  }),
  ...aliases({ "node:module._cache": "global.require.cache" }),
];

/** What is kept there under a name of one's own is no module: those lie under their files. */
const note = /^global\.require\.cache\.[A-Za-z_$][\w$]{0,80}$/;

/** Something else takes its place there, for everybody. */
function patchEntry(machine: Machine, self: Value, value: Value, name: string): void {
  if (note.test(name)) return;
  patch(machine, self, value, "global.require.cache");
  if (!name.startsWith("global.require.cache")) return;
  // A whole module was put there: what it exports is what others load.
  for (const option of optionsOf(value)) {
    if (option.type === "object" || option.type === "instance")
      observe(machine, machine.get(option, "exports"));
  }
}
