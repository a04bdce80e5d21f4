import { isAgentFile } from "../difference/agent-files.ts";
import { changesOf } from "../difference/changes.ts";
import type { Hit, Rule } from "../rule.ts";

/** What agents read changed; what it says now is judged by the rules about texts. */
export const agentText: Rule = {
  meta: {
    id: "DIF-10",
    family: "difference",
    points: 30,
    solo: false,
    title: "Text that agents follow changed.",
    advice: "Compare it with the version before; agents will do what it says.",
  },
  *check(pkg) {
    for (const { path } of changesOf(pkg)?.changed ?? []) {
      if (!isAgentFile(path)) continue;
      const message = "Text that agents follow is not what it was in the version before.";
      const hit: Hit = { surface: "agent", file: path, message };
      yield hit;
    }
  },
};
