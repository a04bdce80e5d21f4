import { secretKinds } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import type { Atom } from "../code/atoms.ts";
import { serviceClient } from "../recognisers/r10-service-client.ts";
import type { Rule } from "../rule.ts";

/** Parts that others get to read; a token in a header only pays for the call. */
const payload: readonly string[] = ["body", "data", "content", "command", "path", "url", "name"];

/** A service that everybody may write to is used as a mailbox for what was stolen. */
export const mailbox: Rule = chainRule({
  meta: {
    id: "EXF-08",
    family: "theft",
    points: 130,
    solo: false,
    title: "Secrets are left in a repository, chat, form or paste of somebody else.",
    advice: "See whose account receives the data; release tools hold no secret in what they push.",
  },
  queries: [
    { sources: secretKinds, sinks: isMailbox },
    { sources: secretKinds, sinks: ["snk.repo"], into: payload, flowOnly: true },
    {
      sources: ({ kind }) => kind !== "src.env.secret" && secretKinds.includes(kind),
      sinks: ["snk.repo"],
    },
  ],
  message: "Code leaves secrets in a repository or on a service that others can read.",
  weigh: ({ sources, proximity, sink }) =>
    isOwnPush(sink)
      ? null
      : proximity !== "flow" && sources.every(({ kind }) => kind === "src.env.secret")
        ? { base: 60, floor: 0 }
        : {},
  recognisers: [serviceClient],
});

/** The address of a push holds the user's own token; what is pushed stands in the repository. */
function isOwnPush({ detail }: Atom): boolean {
  return /^git(?:\.exe)?\s(?:.*\s)?push\b/.test(detail.text ?? "");
}

function isMailbox({ kind, detail }: Atom): boolean {
  return kind === "snk.net" && detail.destination?.class === "drop";
}
