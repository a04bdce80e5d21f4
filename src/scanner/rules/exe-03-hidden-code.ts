import { atomRule } from "../chains/atom-rule.ts";
import type { Weight } from "../chains/chain-points.ts";
import { chainRule, gravest } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { hasIntent } from "../chains/has-intent.ts";
import { isOpenPath } from "../chains/is-open-path.ts";
import { isRustBinding } from "../chains/module-bindings.ts";
import { type Atom, decoders, type Transform } from "../code/atoms.ts";
import { devBundle } from "../recognisers/r12-dev-bundle.ts";
import { codeGenerator } from "../recognisers/r13-code-generator.ts";
import { inlineAsset } from "../recognisers/r14-inline-asset.ts";
import type { PackageView, Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "EXE-03",
  family: "execution",
  points: 125,
  solo: false,
  title: "Packed data is decoded and run as code.",
  advice: "Decode the data and read it as code.",
};
const message = "Code decodes packed data and runs it.";

const packed: Rule = chainRule({
  meta,
  queries: [
    {
      sources: ["src.blob", "src.ownfile"],
      sinks: ["snk.code", "snk.module"],
      into: ["code", "data", "url", "body"],
      flowOnly: true,
    },
  ],
  message,
  weigh: ({ sink, sources, through, surface }, pkg) => {
    // Tables that a parser steps through leave their mark on its output; they were not unpacked into it.
    if (!through.some((one) => unpacks(one, through)) || sources.every(isModule)) return null;
    // What a module that was packed like this asks for by its bindings is EXE-15.
    if (isRustBinding(sink, pkg)) return null;
    // Where somebody else says which file of the package it is, OBF-07 weighs it.
    const isAsked = surface !== "load" && surface !== "install";
    if (isAsked && sources.some(({ detail }) => isOpenPath(detail.path))) return null;
    if (isAsked && isBlurred(sink, pkg)) return { base: 40, floor: 0 };
    return weightOf(sink, pkg);
  },
  recognisers: [devBundle, codeGenerator, inlineAsset],
});

/** Text that is too short to be dense, and still had to be decoded before it could be run. */
const decoded: Rule = atomRule({
  meta,
  atoms: ({ kind, detail }) =>
    kind === "snk.code" && detail.isRead === true && detail.folded === "decoded",
  message,
  weigh: weightOf,
});

/** Code that is packed into data is unpacked and run. */
export const hiddenCode: Rule = {
  meta,
  check: (pkg) => gravest([...packed.check(pkg), ...decoded.check(pkg)]),
};

/** A layer that could be read and only computes says that there was nothing to hide. */
function weightOf(sink: Atom, pkg: PackageView): Partial<Weight> {
  const isHarmless =
    sink.detail.isRead === true && !hasIntent(codeIndex(pkg.code), sink.file, sink.layer + 1);
  return isHarmless ? { base: 20, floor: 0 } : {};
}

/** Lists are turned around and put together for many reasons: by that alone nothing is unpacked. */
function unpacks(one: Transform, through: readonly Transform[]): boolean {
  return decoders.includes(one) && (one !== "reverse" || through.every(isPlain));
}

function isPlain(one: Transform): boolean {
  return one === "reverse" || one === "joined";
}

const leastAnswers = 3;

/** In a bundle, a compiler's output carries traces of its tables and of whatever it is given. */
function isBlurred(sink: Atom, pkg: PackageView): boolean {
  const index = codeIndex(pkg.code);
  if (index.file(sink.file)?.isBundle !== true) return false;
  const kinds = index.into(sink.id).map(({ source }) => index.atom(source)?.kind);
  const answers = kinds.filter((kind) => kind === "src.remote");
  return kinds.includes("src.param") || answers.length >= leastAnswers;
}

/** WebAssembly and nothing more: what it computes is no code that was packed in it. */
function isModule({ detail }: Atom): boolean {
  return detail.blob?.form === "wasm";
}
