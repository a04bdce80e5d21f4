import { changesOf } from "../difference/changes.ts";
import type { Hit, Rule } from "../rule.ts";

/** A package that never called anybody calls a host. */
export const newHost: Rule = {
  meta: {
    id: "DIF-04",
    family: "difference",
    points: 25,
    solo: false,
    title: "A package without network calls a host.",
    advice: "Find out whose host it is, and what is sent there.",
  },
  *check(pkg) {
    const before = changesOf(pkg)?.previous.capabilities ?? null;
    if (before === null || before.network === "outbound" || before.network === "both") return;
    const use = pkg.code.uses.find(
      ({ capability, name, surface }) =>
        capability === "network.out" && name !== "" && surface !== "dormant",
    );
    if (use === undefined) return;
    const { file, line, surface, name } = use;
    const message = "The package had no network before, and now names a host that it calls.";
    const hit: Hit = { surface, file, line, excerpt: name, message };
    yield hit;
  },
};
