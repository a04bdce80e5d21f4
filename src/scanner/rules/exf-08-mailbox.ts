import { secretKinds } from "../chains/atom-kinds.ts";
import type { Chain } from "../chains/chain.ts";
import { asNeighbour } from "../chains/chain-points.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { isOnlyInherited } from "../chains/only-inherited.ts";
import type { Atom } from "../code/atoms.ts";
import { serviceClient } from "../recognisers/r10-service-client.ts";
import { configReader } from "../recognisers/r11-config-reader.ts";
import type { Recogniser } from "../recognisers/recogniser.ts";
import type { Rule } from "../rule.ts";

/** Parts that others get to read; a token in a header only pays for the call. */
const payload: readonly string[] = ["body", "data", "content", "command", "path", "url", "name"];

/** A tool that makes commits may keep what it was configured with to itself. */
const ownRepository: Recogniser = {
  id: configReader.id,
  explains: (chain, pkg) => chain.sink.kind === "snk.repo" && configReader.explains(chain, pkg),
};

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
  weigh: (chain, pkg) => {
    const { sources, proximity, sink } = chain;
    if (isOwnPush(sink) || isOnlyInherited(chain, pkg.code) || isSignIn(chain)) return null;
    const isApart = sink.kind === "snk.repo" && proximity !== "flow" && proximity !== "func";
    if (proximity !== "flow" && sources.every(({ kind }) => kind === "src.env.secret")) {
      return { base: 60, floor: 0 };
    }
    // A tool that makes commits reads its settings elsewhere.
    return isApart ? asNeighbour(chain) : {};
  },
  recognisers: [serviceClient, ownRepository],
});

/** The address of a push holds the user's own token; what is pushed stands in the repository. */
function isOwnPush({ detail }: Atom): boolean {
  const isCalled = /^(?:instance:Git|pkg:isomorphic-git)\.push(?:Tags)?$/.test(detail.api ?? "");
  return isCalled || /^git(?:\.exe)?\s(?:.*\s)?push\b/.test(detail.text ?? "");
}

/** What others read is what a message says, not how whoever left it signed in. */
function isSignIn({ proximity, sources, into }: Chain): boolean {
  const areKeys = sources.every(({ kind }) => kind === "src.env.secret");
  return proximity === "flow" && areKeys && into.every((part) => part === "headers");
}

/** What only gives out files that were put there in another way. */
const givesOut = /(?:^|\.)(?:githubusercontent|dropboxusercontent)\.com$/;

function isMailbox({ kind, detail }: Atom): boolean {
  const { class: place, host } = detail.destination ?? {};
  return kind === "snk.net" && place === "drop" && !givesOut.test(host ?? "");
}
