import { posix } from "node:path";
import { projectBit } from "../gates.ts";
import { foldedAs } from "../indirect.ts";
import { withThrough } from "../taints.ts";
import type { Value } from "../value.ts";
import { unknownOf } from "../values.ts";
import type { ModuleLoader } from "./module-loader.ts";

/** A load whose target is open; how far it reaches is told by what it begins with (§14.4). */
export function loadUnresolved(loader: ModuleLoader, specifier: Value, text: string | null): Value {
  const { engine } = loader;
  const taint = engine.taintOf(specifier);
  const from = engine.frame.unit.path;
  const head =
    text === null ? "" : (/^[^\uF8E0-\uF8E7]*/.exec(text.replace(/^\uF8E3\/?/, "/"))?.[0] ?? "");
  let bound: "bounded" | "caller" | "free" = "free";
  if (/^(?:\.|\/)/.test(head)) {
    const path = head.startsWith("/") ? head.slice(1) : posix.join(posix.dirname(from), head);
    const prefix = /\/$/.test(head) && !path.endsWith("/") ? `${path}/` : path;
    bound = "bounded";
    loader.boundedLoads.add(prefix === "." || prefix === "./" ? "" : prefix);
  } else if (/^(?:@[^/]+\/[^/]|[a-z])/i.test(head)) {
    bound = "bounded";
  } else if (taint.atoms.length === 0 && isFromCaller(specifier, text)) {
    bound = "caller";
  }
  if (bound === "free") {
    loader.hasFreeLoad ||= taint.atoms.length > 0 || taint.through !== 0;
    engine.use("unknown", "dynamic-module");
  }
  engine.sink(
    "snk.module",
    { names: [bound], folded: foldedAs(taint), ...(text === null ? {} : { text }) },
    { name: specifier },
  );
  // A name that nobody outside chooses and nobody can read: whatever module it is, it can do anything.
  const isHidden =
    engine.isUnasked && (bound === "free" || (specifier.type === "unknown" && !specifier.isParam));
  if (isHidden) return engine.instance("AnyModule", {}, taint);
  const isOfProject = bound === "caller" && text !== null && !text.includes("node_modules");
  return unknownOf(isOfProject ? withThrough(taint, projectBit) : taint);
}

function isFromCaller(specifier: Value, text: string | null): boolean {
  if (specifier.type === "unknown") return true;
  return text !== null && /^[\uF8E0\uF8E2\uF8E5\uF8E6]/.test(text);
}
