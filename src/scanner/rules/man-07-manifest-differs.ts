import { cleanVersion } from "../../names/version.ts";
import { readDependencySpec } from "../manifest/dependency-spec.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { Hit, JsonObject, PackageView, Rule } from "../rule.ts";

/** Fields that the public registry itself adds to a full manifest; with one of them, absent is absent. */
const addedByRegistry = ["_npmUser", "maintainers", "_npmOperationalInternal"];
const gypLine = "node-gyp rebuild";

/**
 * Clients decide by the registry's manifest and run the tarball's. What only the tarball says is
 * therefore hidden from everybody who looks at the registry (threat catalogue §6.2).
 */
export const manifestDiffers: Rule = {
  meta: {
    id: "MAN-07",
    family: "structure",
    points: 100,
    solo: true,
    title: "The manifest in the tarball differs from the one that the registry shows.",
    advice: "Compare both manifests; what runs is what the tarball says.",
  },
  *check(pkg) {
    const shown = pkg.subject.manifest;
    const packed = pkg.manifest?.json;
    if (shown === null || packed === undefined) return;
    yield* hiddenHooks(pkg, packed, shown);
    yield* hiddenDependencies(pkg, packed, shown);
    yield* hiddenCommands(pkg, packed, shown);
    yield* otherIdentity(packed, shown);
  },
};

function* hiddenHooks(pkg: PackageView, packed: JsonObject, shown: JsonObject): Iterable<Hit> {
  const known = manifestParts.hooks(shown);
  // Abbreviated manifests have no scripts but say whether there are hooks.
  if (!tells(pkg, shown, "scripts") && shown["hasInstallScript"] !== false) return;
  for (const [name, line] of manifestParts.hooks(packed)) {
    const other = known.get(name);
    if (other !== undefined && sameLine(other, line)) continue;
    if (
      other === undefined &&
      name === "install" &&
      line.trim() === gypLine &&
      pkg.text("binding.gyp") !== null
    )
      continue;
    yield hit(
      line,
      other === undefined
        ? "The tarball has an install hook that the registry does not show."
        : "An install hook in the tarball is another one than the registry shows.",
    );
  }
  for (const [name, line] of known) {
    const isImplicit =
      name === "install" && line.trim() === gypLine && pkg.text("binding.gyp") !== null;
    if (manifestParts.hooks(packed).has(name) || isImplicit) continue;
    yield mild(line, "The registry shows an install hook that the tarball does not have.");
  }
}

function* hiddenDependencies(
  pkg: PackageView,
  packed: JsonObject,
  shown: JsonObject,
): Iterable<Hit> {
  if (!tells(pkg, shown, "dependencies") && shown["optionalDependencies"] === undefined) return;
  const known = manifestParts.dependencies(shown);
  const peers = new Set(Object.keys(shown["peerDependencies"] ?? {}));
  for (const [name, value] of manifestParts.dependencies(packed)) {
    const other = known.get(name);
    if (other === undefined) {
      if (!peers.has(name)) {
        yield hit(
          `${name}: ${value}`,
          "The tarball has a dependency that the registry does not show.",
        );
      }
      continue;
    }
    if (other.trim() === value.trim()) continue;
    const [there, here] = [readDependencySpec(other), readDependencySpec(value)];
    // Clients that publish from a workspace write the real range into one of the two only.
    if (here.kind === "local" || there.kind === "local") continue;
    if (here.kind !== "registry" && there.kind !== here.kind) {
      yield hit(
        `${name}: ${value}`,
        "The tarball fetches a dependency from elsewhere than the registry shows.",
      );
    } else {
      yield mild(
        `${name}: ${value}`,
        "The tarball asks for another version of a dependency than the registry shows.",
      );
    }
  }
}

function* hiddenCommands(pkg: PackageView, packed: JsonObject, shown: JsonObject): Iterable<Hit> {
  if (!tells(pkg, shown, "bin")) return;
  const known = manifestParts.commands(shown);
  for (const [name, path] of manifestParts.commands(packed)) {
    const other = known.get(name);
    if (other === undefined) {
      yield hit(`${name}: ${path}`, "The tarball has a command that the registry does not show.");
    } else if (plainPath(other) !== plainPath(path)) {
      yield mild(
        `${name}: ${path}`,
        "A command of the tarball is another file than the registry shows.",
      );
    }
  }
}

function* otherIdentity(packed: JsonObject, shown: JsonObject): Iterable<Hit> {
  const [name, version] = [packed["name"], packed["version"]];
  if (typeof name === "string" && typeof shown["name"] === "string" && name !== shown["name"]) {
    yield mild(name, "The tarball calls itself by another name than the registry.");
  }
  const other = shown["version"];
  if (typeof version !== "string" || typeof other !== "string") return;
  if ((cleanVersion(version) ?? version) !== (cleanVersion(other) ?? other)) {
    yield mild(version, "The tarball says that it is another version than the registry says.");
  }
}

/**
 * Whether the registry's manifest says anything about this kind. Mirrors thin manifests out, and a
 * kind that is missing there is unknown rather than empty. What was published here is never thinned.
 */
function tells(pkg: PackageView, shown: JsonObject, kind: string): boolean {
  if (shown[kind] !== undefined) return true;
  return pkg.subject.origin === "hosted" || addedByRegistry.some((key) => shown[key] !== undefined);
}

function sameLine(a: string, b: string): boolean {
  return a.trim().replace(/\s+/g, " ") === b.trim().replace(/\s+/g, " ");
}

function plainPath(path: string): string {
  return path.replace(/^(?:\.?\/)+/, "").replace(/\.js$/, "");
}

function hit(excerpt: string, message: string): Hit {
  return { surface: "install", file: "package.json", excerpt, message };
}

function mild(excerpt: string, message: string): Hit {
  return { surface: "structure", file: "package.json", excerpt, message, points: 40, solo: false };
}
