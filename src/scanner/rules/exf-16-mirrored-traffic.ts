import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { passThrough } from "../recognisers/r16-pass-through.ts";
import type { Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "EXF-16",
  family: "theft",
  points: 130,
  solo: false,
  title: "A wrapped function also hands its arguments to a fixed host.",
  advice: "Tracing records names and times and asks where to send them; see what goes out here.",
};

const replaced: Rule = chainRule({
  meta,
  queries: [
    {
      sources: ({ kind, detail }) => kind === "src.param" && detail.api === "patched",
      sinks: ["snk.net"],
      flowOnly: true,
      into: ["body", "data", "url", "headers"],
    },
  ],
  message: "Code wraps a function of others and hands its arguments to a fixed host.",
  weigh: ({ sink }, pkg) => {
    const wraps = codeIndex(pkg.code)
      .inFile(sink.file)
      .some(({ kind }) => kind === "snk.patch.global");
    return wraps ? { byDestination: true } : null;
  },
  recognisers: [passThrough],
});

/** What is handed in to be hashed, checked or signed with goes somewhere else as well. */
const trusted: Rule = chainRule({
  meta,
  queries: [
    {
      sources: ({ kind, detail }) => kind === "src.param" && detail.api === "wrapped",
      sinks: ["snk.net", "snk.dns"],
      flowOnly: true,
      into: ["body", "data", "url", "headers", "name"],
    },
  ],
  message: "Code is trusted with a secret and hands it to a fixed host.",
  weigh: ({ sources }, pkg) => {
    const index = codeIndex(pkg.code);
    const isSecret = sources.some(({ id }) =>
      index.from(id).some(({ sink }) => index.atom(sink)?.kind === "snk.vault"),
    );
    return isSecret ? { byDestination: true } : null;
  },
});

/** A wrapper hands what passes through it to a stranger as well. */
export const mirroredTraffic: Rule = {
  meta,
  check: (pkg) => [...replaced.check(pkg), ...trusted.check(pkg)],
};
