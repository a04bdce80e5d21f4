import { chainRule } from "../chains/chain-rule.ts";
import { isOpenPath } from "../chains/is-open-path.ts";
import { isLinkedScript, isNativeBinding } from "../chains/module-bindings.ts";
import { type Atom, type Transform, unpackers } from "../code/atoms.ts";
import type { FileShape } from "../facts.ts";
import type { Hit, PackageView, Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "OBF-07",
  family: "hiding",
  points: 125,
  solo: false,
  title: "A file that is no code carries some.",
  advice: "Look at the file's bytes, above all behind where its format ends.",
};

const decoding: readonly Transform[] = [...unpackers, "slice"];
/** Texts that are there to be compiled or run: templates, queries, shaders, settings, scripts. */
const meantToRun =
  /\.(?:html?|ejs|hbs|handlebars|mustache|pug|jade|njk|liquid|eta|tpl|tmpl|template|sql|graphql|gql|glsl|wgsl|json5?|ya?ml|toml|lua|wasm|vue|svelte|sh|ps1|bat|cmd|py|[cm]?[jt]sx?)$/i;

const ran = chainRule({
  meta,
  queries: [
    {
      sources: ["src.ownfile"],
      sinks: ["snk.code", "snk.proc", "snk.proc.detached", "snk.module"],
      into: ["code", "command", "data", "url", "body"],
      flowOnly: true,
    },
  ],
  message: "A file that is no code is read, and part of it runs.",
  weigh: ({ sources, sink, through, surface }, pkg) => {
    // A cache that the runtime checks against the code is BIN-09.
    if (/\.cachedData$/.test(sink.detail.api ?? "")) return null;
    if (sources.every(({ detail }) => isAbsent(pkg, detail.path ?? ""))) return null;
    // Taken out of pictures and sounds sample by sample, it is BIN-07.
    if (through.includes("pixel")) return null;
    const isDecoded = through.some((one) => decoding.includes(one));
    if (sources.every(ofDependency)) return isRunUnasked(sink) ? {} : { base: 60, floor: 0 };
    const isMeantTo = sources.every(({ detail }) => meantToRun.test(detail.path ?? ""));
    if (isMeantTo && !isDecoded) return null;
    // What a module has in its memory is read in pieces, and its bindings are written by them.
    const isModule = sources.every(({ detail }) => detail.path?.endsWith(".wasm") === true);
    if (isModule && isNativeBinding(sink, pkg)) return null;
    // What its linker puts in place is EXE-15.
    if (isLinkedScript(sink, pkg)) return null;
    // Descriptions that a package compiles when somebody asks for one lie in a folder, each under its name.
    const isAsked = surface !== "load" && surface !== "install";
    if (isAsked && sources.some(({ detail }) => isOpenPath(detail.path)) && !sources.some(isMedia))
      return { base: 50, floor: 0 };
    return sink.kind === "snk.code" || isDecoded ? {} : null;
  },
});

function isMedia({ detail }: Atom): boolean {
  return /\.(?:png|jpe?g|gif|webp|ico|bmp|svg|wav|mp[34]|ogg|woff2?|ttf|otf)$/i.test(
    detail.path ?? "",
  );
}

/** Data of another package, which may change with every release of it. */
function ofDependency({ detail }: Atom): boolean {
  return detail.path?.startsWith("<dependency>/") === true;
}

function isRunUnasked({ kind, surface }: Atom): boolean {
  return kind === "snk.code" && (surface === "load" || surface === "install");
}

/** Whether a path is known, and names nothing that the package brings. */
function isAbsent({ entries }: PackageView, path: string): boolean {
  const [, inside] = /^<package>\/([^<>]+)$/.exec(path) ?? [];
  return inside !== undefined && !entries.some((entry) => entry.path === inside);
}

/** Fewer bytes hold a note or padding, no program. */
const leastAppended = 32;
const media = new Set("png jpeg gif webp wav bmp ico woff font ogg mp4 wasm".split(" "));

/** Files of other formats as carriers: what runs out of them, and what was put behind their end. */
export const carrierFile: Rule = {
  meta,
  *check(pkg) {
    yield* ran.check(pkg);
    yield* appended(pkg);
  },
};

function* appended(pkg: PackageView): Iterable<Hit> {
  for (const { path, shape } of pkg.entries) {
    if (path === null || shape === null || !media.has(shape.magic)) continue;
    if (shape.appendedBytes < leastAppended || isSecondPicture(shape)) continue;
    const message = `Data was put behind the end of ${kindOf(shape)}.`;
    yield { surface: "structure", file: path, message, points: 50 };
  }
}

/** Cameras put a preview, a depth map or a short film behind a photograph. */
function isSecondPicture({ magic, appendedMagic }: FileShape): boolean {
  return magic === "jpeg" && (appendedMagic === "jpeg" || appendedMagic === "mp4");
}

function kindOf({ magic }: FileShape): string {
  if (/^(?:wav|ogg|mp4)$/.test(magic)) return "a sound or a film";
  if (/^(?:woff|font)$/.test(magic)) return "a font";
  return magic === "wasm" ? "a WebAssembly module" : "a picture";
}
