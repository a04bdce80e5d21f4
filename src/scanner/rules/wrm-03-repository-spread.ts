import { atomRule } from "../chains/atom-rule.ts";
import type { Rule } from "../rule.ts";

/** Repositories are changed in the user's name without the user. */
export const repositorySpread: Rule = atomRule({
  meta: {
    id: "WRM-03",
    family: "propagation",
    points: 130,
    solo: false,
    title: "A repository is created or changed without a command of the user.",
    advice: "A release bot is started by somebody; see what is committed here and where to.",
  },
  atoms: ["snk.repo"],
  message: "Code creates or changes repositories without being asked.",
  weigh: ({ surface }) => (surface === "install" || surface === "load" ? {} : null),
});
