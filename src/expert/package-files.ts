import { RegistryError } from "../errors.ts";
import { quoteForMessage } from "../names/package-name.ts";
import type { ExpertFiles } from "../scanner/report.ts";

/** Files that an Expert's package may hold, by name; they say something and do nothing. */
const allowedNames =
  /^(?:perstack\.toml|package\.json|(?:readme|license|licence|changelog|notice|authors|contributing)(?:[.-][^/]*)?)$/i;
const allowedExtension = /\.(?:md|txt)$/i;
/** A name that is allowed, with an ending that is not. */
const otherExtension = /\.(?!md$|txt$|toml$|json$|markdown$|rst$)[a-z0-9]+$/i;

/** What npm runs by itself at some point of a package's life. */
const lifecycle =
  /^(?:(?:pre|post)?(?:install|uninstall|publish|prepare|pack|version|shrinkwrap)|prepublishonly|dependencies)$/i;

/** Keys of a package.json that would bring code along with a definition. */
const bringsCode = ["bin", "bundleDependencies", "bundledDependencies", "gypfile"] as const;
const dependencyKinds = ["dependencies", "optionalDependencies", "peerDependencies"] as const;

/**
 * Holds an Expert's package to the promise that it can never carry code: text files of a short list of
 * kinds, no lifecycle scripts, no commands, no dependencies but its delegates.
 *
 * @param delegates what its delegates are as dependencies
 * @throws RegistryError `invalid` naming the file and the rule
 */
export function requireDefinitionOnly(
  files: ExpertFiles,
  delegates: Readonly<Record<string, string>>,
): void {
  if (files.omitted > 0) {
    throw refused(
      "package",
      `it holds over ${files.entries.length} files`,
      "expert_too_many_files",
    );
  }
  for (const { path, kind } of files.entries) {
    const shown = quoteForMessage(path);
    if (kind === "folder") continue;
    if (kind === "link" || kind === "special") {
      throw refused(
        shown,
        "an Expert's package holds plain files, no links or devices",
        "expert_file_type",
      );
    }
    const name = path.slice(path.lastIndexOf("/") + 1);
    const isKnown = allowedNames.test(name) && !otherExtension.test(name);
    if (!isKnown && !allowedExtension.test(name)) {
      throw refused(
        shown,
        "an Expert's package holds its definition and text (.md, .txt, README, LICENSE, CHANGELOG) only",
        "expert_file_kind",
      );
    }
    if (kind === "binary") throw refused(shown, "it is not UTF-8 text", "expert_file_not_text");
    if (kind === "script") {
      throw refused(shown, "it begins like a program (#!)", "expert_file_executable");
    }
  }
  requireHarmlessManifest(files.packageJson, delegates);
}

function requireHarmlessManifest(
  json: ExpertFiles["packageJson"],
  delegates: Readonly<Record<string, string>>,
): void {
  const script = json.scripts.find((name) => lifecycle.test(name));
  if (script !== undefined) {
    throw refused(
      "package.json",
      `an Expert runs nothing, so it has no lifecycle script ${quoteForMessage(script)}`,
      "expert_lifecycle_script",
    );
  }
  const code = bringsCode.find((key) => json.keys.includes(key));
  if (code !== undefined) {
    throw refused("package.json", `an Expert brings no code, so it has no ${code}`, "expert_code");
  }
  for (const kind of dependencyKinds) {
    for (const [name, wanted] of Object.entries(json[kind])) {
      if (kind === "dependencies" && Object.hasOwn(delegates, name) && delegates[name] === wanted) {
        continue;
      }
      throw refused(
        "package.json",
        `an Expert has no ${kind} of its own, such as ${quoteForMessage(name)}; whom it delegates to ` +
          "stands in perstack.toml",
        "expert_dependencies",
      );
    }
  }
}

function refused(file: string, why: string, code: string): RegistryError {
  return new RegistryError("invalid", `the Expert is refused: ${file}: ${why}`, {
    fields: { code },
  });
}
