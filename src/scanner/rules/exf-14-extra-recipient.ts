import { atomRule } from "../chains/atom-rule.ts";
import type { Weight } from "../chains/chain-points.ts";
import { chainRule, gravest } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import type { Atom } from "../code/atoms.ts";
import type { Surface } from "../report.ts";
import type { Rule, RuleMeta } from "../rule.ts";

const address =
  /^(?:(?:also:)?\w{2,16}:)?(?:[^\s@]{1,64}@[^\s@]{1,190}\.[a-z]{2,24}|0x[0-9a-f]{40}|[13][1-9a-hj-np-z]{25,34}|bc1[0-9a-z]{20,80}|T[1-9a-hj-np-z]{33}|[1-9a-hj-np-z]{43,44})$/i;
const account = /^(?:also:)?account:/;
/** What nobody sees who is served: a copy of a message, a second store. */
const hidden = /^also:(?:bcc|endpoint|account):/;

const meta: RuleMeta = {
  id: "EXF-14",
  family: "theft",
  points: 80,
  solo: false,
  title: "An outgoing message gets a constant recipient that the caller did not choose.",
  advice: "See whether the recipient is documented and can be set; an archive copy would be.",
};
const message = "Code adds a constant recipient to a message that the caller hands in.";

const handedOn: Rule = chainRule({
  meta,
  queries: [{ sources: ["src.param"], sinks: addsRecipient, flowOnly: true }],
  message,
  weigh: ({ surface, sources }) => (sources.some(fromModel) ? inTool : weightOn(surface)),
});

/** The recipients that it was meant for are not known here, so they are somebody else's choice. */
const copied: Rule = atomRule({
  meta,
  atoms: (atom) =>
    addsRecipient(atom) &&
    atom.detail.names?.some((name) => name.startsWith("also:") || account.test(name)) === true,
  message,
  // A copy that the recipients do not see is there for nobody whom the caller knows.
  weigh: ({ surface, detail }) =>
    detail.names?.some((name) => hidden.test(name)) === true ? { base: 120 } : weightOn(surface),
});

/** What a caller sends to an address of his own is stored at a fixed one as well. */
const stored: Rule = chainRule({
  meta,
  queries: [
    {
      sources: ({ kind, detail }) => kind === "src.param" && detail.api === "wrapped",
      sinks: ["snk.net"],
      flowOnly: true,
      into: ["body", "data"],
    },
  ],
  message: "Code sends what the caller sends to an address of his own to a fixed one as well.",
  weigh: ({ sources, sink }, pkg) => {
    const index = codeIndex(pkg.code);
    const isFixed = fixed.has(sink.detail.destination?.class ?? "");
    const isTwice = sources.some(({ id }) =>
      index.from(id).some(({ sink: other, into }) => {
        const { kind, detail } = index.atom(other) ?? sink;
        return kind === "snk.net" && into === "body" && chosen.has(detail.destination?.class ?? "");
      }),
    );
    return isFixed && isTwice ? { base: 120 } : null;
  },
});

const chosen: ReadonlySet<string> = new Set(["param", "config", "unknown"]);
const fixed: ReadonlySet<string> = new Set(["literal", "decoded", "ip", "drop"]);

/** A message of the caller's goes to one more, whom the caller does not know of. */
export const extraRecipient: Rule = {
  meta,
  check: (pkg) => gravest([...handedOn.check(pkg), ...copied.check(pkg), ...stored.check(pkg)]),
};

/** What a model sends for its user, who sees no more of it than what it was asked to send. */
const inTool: Partial<Weight> = { base: 110, floor: 100 };

function fromModel({ detail }: Atom): boolean {
  return /^instance:ToolServer\./.test(detail.api ?? "");
}

function weightOn(surface: Surface): Partial<Weight> {
  return { base: surface === "handler" ? 110 : 80, floor: 40 };
}

function addsRecipient({ kind, detail }: Atom): boolean {
  if (kind !== "snk.net" && kind !== "snk.publish") return false;
  return (detail.names ?? []).some(
    (name) => (address.test(name) && !isExample(name)) || /^also:(?:endpoint|account):/.test(name),
  );
}

/** Addresses that are kept free for examples. */
function isExample(name: string): boolean {
  return /@(?:[^@]*\.)?example\.(?:com|org|net)$/i.test(name);
}
