import { installRoots } from "../install/roots.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

/**
 * Dependencies that travel inside the tarball run their hooks without ever being looked up. The
 * other rules read them as install roots of their own; this one says that they are there.
 */
export const bundledHooks: Rule = {
  meta: {
    id: "INS-13",
    family: "execution",
    points: 60,
    solo: false,
    title: "A dependency inside the tarball runs hooks.",
    advice: "Compare the bundled copy with the package that is published under its name.",
  },
  *check(pkg) {
    for (const root of installRoots(pkg)) {
      if (root.prefix === "") continue;
      const hooks = manifestParts.hooks(root.json);
      const builds =
        root.json["gypfile"] !== false && pkg.text(`${root.prefix}binding.gyp`) !== null;
      if (hooks.size === 0 && !builds) continue;
      yield judge(pkg, root.prefix, root.file, root.json["name"]);
    }
  },
};

function judge(pkg: PackageView, prefix: string, file: string, name: unknown): Hit {
  const folder = prefix.slice(prefix.lastIndexOf("node_modules/") + "node_modules/".length, -1);
  const outermost = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(prefix)?.[1] ?? "";
  const bundled = pkg.manifest === null ? [] : manifestParts.bundled(pkg.manifest.json);
  const surface = "install";
  if (name !== folder) {
    const message = "A bundled dependency with hooks calls itself otherwise than its folder.";
    return { surface, file, message };
  }
  if (bundled.length > 0 && !bundled.includes(outermost)) {
    // Nested below another one or hoisted: clients still run it, but nobody declared it here.
    const message = "A bundled dependency with hooks is not among the declared bundled ones.";
    return { surface, file, message, points: 30 };
  }
  return { surface, file, message: "A bundled dependency has hooks of its own.", points: 20 };
}
