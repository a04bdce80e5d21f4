import { manifestParts } from "../manifest/parts.ts";
import type { PackageView } from "../rule.ts";
import { buildHooks } from "./build-hooks.ts";
import { type InstallHook, readHook } from "./read-hook.ts";
import { type InstallRoot, installRoots } from "./roots.ts";

/** A dozen rules ask the same question about the same view; the answer lives as long as its texts. */
const known = new WeakMap<PackageView["text"], readonly InstallHook[]>();

/** Every hook that a client runs when it installs this tarball. */
export function installHooks(pkg: PackageView): readonly InstallHook[] {
  const before = known.get(pkg.text);
  if (before !== undefined) return before;
  const hooks = installRoots(pkg).flatMap((root) => {
    const scripted = scriptHooks(pkg, root);
    return [...scripted, ...buildHooks(pkg, root, scripted)];
  });
  known.set(pkg.text, hooks);
  return hooks;
}

function scriptHooks(pkg: PackageView, root: InstallRoot): readonly InstallHook[] {
  return [...manifestParts.hooks(root.json)].map(([name, line]) => {
    const place = { file: root.file, line: lineOf(root.text, name), excerpt: line };
    return readHook(pkg, root, { name, line, place, folder: "" });
  });
}

function lineOf(text: string, key: string): number | null {
  const at = text.indexOf(`"${key}"`);
  return at < 0 ? null : text.slice(0, at).split("\n").length;
}
