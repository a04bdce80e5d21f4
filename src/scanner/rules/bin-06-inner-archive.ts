import { isStartedUnasked } from "../binaries/started.ts";
import { manifestParts } from "../manifest/parts.ts";
import { hookPaths } from "../manifest/run-paths.ts";
import { isTestMaterial } from "../recognisers/r19-test-material.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const archives = new Set("zip 7z rar xz tar gzip".split(" "));
const disguised = /\.(?:gz|tgz|svgz|br|docx|xlsx|pptx|odt|epub|vsix|nupkg|whl|xpi|kmz|apk|ipa)$/i;
const most = 20;

/** An archive in the archive, which nobody looks into. */
export const innerArchive: Rule = {
  meta: {
    id: "BIN-06",
    family: "binary",
    points: 50,
    solo: false,
    title: "The package holds another archive.",
    advice: "Unpack it in a safe place, and look at what is in it.",
  },
  *check(pkg) {
    const inner = pkg.entries.filter(
      ({ path, shape }) => path !== null && shape !== null && archives.has(shape.magic),
    );
    for (const { path, shape } of inner.slice(0, most)) {
      if (path === null || shape === null) continue;
      const hit: Hit = { surface: "structure", file: path, message: "" };
      const message = "The package holds an archive that nobody sees into.";
      if (isOpenedAtInstall(pkg, path)) {
        const text = "An archive in the package is opened while it is installed.";
        const points = isBuiltAtInstall(pkg, path) ? 30 : 100;
        yield { ...hit, surface: "install", points, message: text };
      } else if (shape.isEncrypted === true) {
        yield { ...hit, message: "The package holds an encrypted archive." };
      } else if (isTestMaterial(pkg, path)) {
        yield { ...hit, points: 0, explainedBy: "R19", message };
      } else if (!disguised.test(path)) yield { ...hit, points: 10, message };
    }
  },
};

/** Whether a hook, or a file that a hook starts, names the archive. */
function isOpenedAtInstall(pkg: PackageView, path: string): boolean {
  if (isStartedUnasked(pkg, path) === "install") return true;
  return openers(pkg, path).length > 0;
}

function openers(pkg: PackageView, path: string): readonly string[] {
  if (pkg.manifest === null || manifestParts.hooks(pkg.manifest.json).size === 0) return [];
  const name = path.slice(path.lastIndexOf("/") + 1);
  return [...hookPaths(pkg.manifest)].flatMap((script) => {
    const text = pkg.text(script);
    return text?.includes(name) === true ? [text] : [];
  });
}

/** Code that a hook's file loads, and that names the archive. */
function loadedOpeners(pkg: PackageView, path: string): readonly string[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return pkg.code.files.flatMap((file) => {
    const text = file.surface === "install" ? pkg.text(file.path) : null;
    return text?.includes(name) === true ? [text] : [];
  });
}

const configures = /["'`]\s{0,4}(?:\.\/configure|cmake|autoreconf)\b/;
const makes = /["'`&;]\s{0,4}(?:make|cmake --build)\b/;

/** Sources of a native tool that are compiled where no ready program of it runs. */
function isBuiltAtInstall(pkg: PackageView, path: string): boolean {
  if (!/\.(?:tar\.(?:gz|xz|bz2)|tgz)$/i.test(path)) return false;
  if (pkg.manifest === null || manifestParts.commands(pkg.manifest.json).size === 0) return false;
  const hooked = openers(pkg, path);
  const texts = hooked.length > 0 ? hooked : loadedOpeners(pkg, path);
  return texts.length > 0 && texts.every((text) => configures.test(text) || makes.test(text));
}
