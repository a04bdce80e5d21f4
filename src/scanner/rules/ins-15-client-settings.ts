import { publicRegistry } from "../../names/public-registry.ts";
import { installRoots } from "../install/roots.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const maxLength = 256 * 1024;

/** Settings inside a package take effect for whoever runs a client or Git in its folder. */
export const clientSettings: Rule = {
  meta: {
    id: "INS-15",
    family: "execution",
    points: 100,
    solo: false,
    title: "The package carries settings that make clients start programs.",
    advice: "Look at every setting that names a file, a shell, a registry or a credential.",
  },
  *check(pkg) {
    for (const { prefix } of installRoots(pkg)) {
      for (const [name, read] of readers) {
        const file = prefix + name;
        const text = pkg.text(file);
        if (text === null || text.length > maxLength) continue;
        for (const [index, line] of text.split("\n").entries()) {
          const found = read(line.trim(), text);
          if (found === "registry" && isDefault(line)) continue;
          if (found !== null) yield hit(file, index + 1, line, found);
        }
      }
      yield* pnpmHooks(pkg, prefix);
    }
  },
};

type Found = "program" | "registry";

function hit(file: string, line: number, excerpt: string, found: Found): Hit {
  return {
    surface: "install",
    file,
    line,
    excerpt,
    message:
      found === "program"
        ? "Settings inside the package make a client start a program or load a file."
        : "Settings inside the package change the registry, the proxy or credentials.",
    ...(found === "program" ? {} : { points: 40 }),
  };
}

const registryKeys: readonly string[] = ["registry", "npmRegistryServer"];

/** Clients ask the public registry by themselves, so a setting that names it changes nothing. */
function isDefault(line: string): boolean {
  const words = line
    .replace(/["'=]/g, " ")
    .trim()
    .split(/:\s|\s/);
  const [key = "", address, ...more] = words.filter((word) => word !== "");
  if (address === undefined || more.length > 0 || !registryKeys.includes(key)) return false;
  return address.replace(/\/$/, "") === publicRegistry;
}

function* pnpmHooks(pkg: PackageView, prefix: string): Iterable<Hit> {
  for (const name of [".pnpmfile.cjs", ".pnpmfile.mjs", "pnpmfile.js"]) {
    if (pkg.text(prefix + name) === null) continue;
    const message = "The package carries a file that a client loads when it runs in its folder.";
    yield { surface: "install", file: prefix + name, message, points: 40 };
  }
}

const npmProgram =
  /^(?:git|script-shell|shell|init-module|onload-script|userconfig|globalconfig|editor|viewer|python|node-gyp|pnpmfile|global-pnpmfile)\s*=\s*\S|^ignore-scripts\s*=\s*false/i;
const loader =
  /^node-options\s*=.*(?:--require|-r\b|--import|--loader|--experimental-loader|--env-file)/i;
const npmRegistry =
  /^(?:registry|@[^:=\s]+:registry|https?-proxy|proxy|noproxy|strict-ssl|ca|cafile|_\w+|.*:_\w+|\/\/.*)\s*=\s*\S/i;

const readers: readonly (readonly [string, (line: string, text: string) => Found | null])[] = [
  [".npmrc", npmrc],
  [".yarnrc", yarnClassic],
  [".yarnrc.yml", yarnModern],
  ["bunfig.toml", bunfig],
  [".git/config", gitConfig],
];

function npmrc(line: string): Found | null {
  if (/^[#;]/.test(line)) return null;
  if (npmProgram.test(line) || loader.test(line)) return "program";
  return npmRegistry.test(line) ? "registry" : null;
}

/** The release that a project pins lies in its own folder; anything else is somebody's program. */
const ownRelease = /^["']?(?:\.\/)?\.yarn\/(?:releases|plugins)\/[\w@./+-]+["']?$/;

function yarnClassic(line: string): Found | null {
  const match = /^["']?(yarn-path|script-shell|--\S+)["']?\s+(\S.*)$/.exec(line);
  if (match !== null && !/^--/.test(match[1] ?? ""))
    return ownRelease.test(match[2] ?? "") ? null : "program";
  return /^["']?(?:registry|proxy|https-proxy|_auth\w*)["']?\s/.test(line) ? "registry" : null;
}

function yarnModern(line: string): Found | null {
  const match = /^(?:- )?(yarnPath|path|initFields|spec):\s*(\S.*)$/.exec(line);
  if (match?.[1] === "yarnPath") return ownRelease.test(match[2] ?? "") ? null : "program";
  if (match?.[1] === "path") return ownRelease.test(match[2] ?? "") ? null : "program";
  return /^(?:npmRegistryServer|npmAuthToken|npmAuthIdent|httpProxy|httpsProxy|unsafeHttpWhitelist)\s*:/.test(
    line,
  )
    ? "registry"
    : null;
}

function bunfig(line: string, text: string): Found | null {
  const before = text.slice(0, text.indexOf(line));
  const section = before.slice(before.lastIndexOf("\n[") + 1).split("\n")[0] ?? "";
  if (/^preload\s*=/.test(line) && !section.startsWith("[")) return "program";
  return /^(?:registry|token)\s*=/.test(line) && section.startsWith("[install") ? "registry" : null;
}

function gitConfig(line: string): Found | null {
  return /^(?:sshcommand|fsmonitor|hookspath|editor|pager|askpass|gitproxy|textconv|smudge|clean|process|helper|command|external|path|driver)\s*=\s*\S/i.test(
    line,
  )
    ? "program"
    : null;
}
