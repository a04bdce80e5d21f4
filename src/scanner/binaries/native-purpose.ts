import type { FileShape } from "../facts.ts";
import { mentioned } from "../findings/mentions.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { Entry, PackageView } from "../rule.ts";

/** What the system or a runtime runs without asking. */
const programs = new Set("elf pe macho class jar pyc".split(" "));

interface Binary {
  readonly path: string;
  readonly shape: FileShape;
}

/** Programs among the files, by what their bytes are; a cache beside its source is none. */
export function binariesOf(pkg: PackageView): readonly Binary[] {
  const found = pkg.entries.filter(({ shape }) => shape !== null && programs.has(shape.magic));
  if (found.length === 0) return [];
  const paths = new Set(pkg.entries.map(({ path }) => path));
  return found.flatMap(({ path, shape }: Entry) => {
    if (path === null || shape === null) return [];
    const source = path.replace(/__pycache__\/([^/.]+)[^/]*\.pyc$/, "$1.py");
    return source !== path && paths.has(source) ? [] : [{ path, shape }];
  });
}

const platform =
  /(?:^|[\\/._+-])(?:linux|darwin|macos|mac|osx|win|win32|win64|windows|freebsd|android|ios|x64|x86|x86_64|ia32|amd64|arm|arm64|armv[67][a-z]*|aarch64|musl|gnu|msvc|universal)(?:$|[\\/._+-])/i;
const layout = /(?:^|\/)(?:prebuilds?|bin|build\/Release|lib\/binding|binding|native|napi)\//;
const loaders =
  /^(?:node-gyp-build|node-gyp-build-optional-packages|bindings|nan|node-addon-api|prebuild-install|prebuildify|@mapbox\/node-pre-gyp|node-pre-gyp|pkg-prebuilds|cmake-js|neon-cli|@napi-rs\/.+|koffi|ffi-napi)$/;

/**
 * Why a package may hold programs (threat catalogue BIN-01, R2): `platform` when it says for which
 * systems it is, `native` when it builds or loads native code or lays them out as loaders expect,
 * `loader` when its own code names the file; null when nothing explains it.
 */
type Purpose = "platform" | "native" | "loader";

export function nativePurposes(
  pkg: PackageView,
  binaries: readonly Binary[],
): ReadonlyMap<string, Purpose> {
  const found = new Map<string, Purpose>();
  if (binaries.length === 0) return found;
  const whole = packagePurpose(pkg);
  const commands = new Set(
    pkg.manifest === null ? [] : manifestParts.commands(pkg.manifest.json).values(),
  );
  const names = mentioned(
    pkg,
    binaries.map(({ path }) => stem(path)),
  );
  for (const { path } of binaries) {
    if (whole !== null) found.set(path, whole);
    else if (commands.has(path) || layout.test(path) || platform.test(path)) {
      found.set(path, "native");
    } else if (names.has(stem(path))) found.set(path, "loader");
  }
  return found;
}

function packagePurpose({ manifest, entries }: PackageView): Purpose | null {
  if (manifest === null) return null;
  const { json } = manifest;
  if (Array.isArray(json["os"]) || Array.isArray(json["cpu"])) return "platform";
  if (json["gypfile"] === true || json["binary"] !== undefined || json["napi"] !== undefined) {
    return "native";
  }
  if (entries.some(({ path }) => path === "binding.gyp")) return "native";
  const usesLoader = [...manifestParts.dependencies(json).keys()].some((name) =>
    loaders.test(name),
  );
  return usesLoader ? "native" : null;
}

/** What code would call a file: its name without ending, version and processor, which are added to it. */
function stem(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const bare = name
    .replace(/\.[A-Za-z0-9]{1,6}$/, "")
    .replace(/[-_.]?(?:x?(?:32|64|86)|\d{1,4})$/, "");
  return bare.length >= 3 ? bare : name;
}
