import { bareName } from "../experts/each-expert.ts";
import { textsOf } from "../experts/expert-file.ts";
import { expertRule } from "../experts/expert-rule.ts";

const maxDepth = 64;

/** Delegates that change by themselves, or lead back to who called them (EXP-S10). */
export const expertDelegates = expertRule(
  {
    id: "EXP-S10",
    points: 40,
    title: "A delegate is not pinned, or delegates back.",
    advice: "Pin delegates of others as name@1.2.3, and break circles.",
  },
  function* (expert, file) {
    const own = new Map(file.experts.map(({ name, table }) => [name, textsOf(table["delegates"])]));
    for (const delegate of textsOf(expert.table["delegates"])) {
      const isOurs = own.has(bareName(delegate)) || isSibling(expert.name, delegate);
      if (isOurs || /.@\d+\.\d+\.\d+/.test(delegate)) continue;
      yield { message: "A delegate of somebody else is not pinned to a version.", shows: delegate };
    }
    const seen = new Set<string>();
    let open = [expert.name];
    for (let depth = 0; depth < maxDepth && open.length > 0; depth += 1) {
      const next = open.flatMap((name) => own.get(name) ?? []).map(bareName);
      if (next.includes(expert.name)) {
        yield { message: "Delegates lead in a circle.", shows: expert.name };
        return;
      }
      open = next.filter((name) => !seen.has(name));
      for (const name of open) seen.add(name);
    }
  },
);

/** Of one scope: published by the same people. */
function isSibling(name: string, delegate: string): boolean {
  const [scope = ""] = name.split("/");
  return scope.startsWith("@") && delegate.startsWith(`${scope}/`);
}
