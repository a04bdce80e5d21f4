import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** One file of the pages, ready to send. */
export interface UiFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
}

/** What a page has to load, by the names of `files`. */
export interface UiEntry {
  readonly script: string;
  readonly style: string;
}

export interface UiBundle {
  /** By file name. A request can name nothing else: no path is ever joined to a folder. */
  readonly files: ReadonlyMap<string, UiFile>;
  readonly admin: UiEntry;
  readonly catalogue: UiEntry;
}

const sources = fileURLToPath(new URL("../../../admin-ui/", import.meta.url));

let bundle: Promise<UiBundle> | null = null;

/** The pages' scripts and styles, made from admin-ui/ when somebody first looks: most runs show no page. */
export function uiBundle(): Promise<UiBundle> {
  bundle ??= build().catch((error: unknown) => {
    bundle = null;
    throw error;
  });
  return bundle;
}

/** @throws AggregateError of the bundler, when the sources are broken */
async function build(): Promise<UiBundle> {
  const { outputs } = await Bun.build({
    entrypoints: [`${sources}admin.tsx`, `${sources}catalogue.tsx`],
    target: "browser",
    format: "esm",
    minify: true,
    splitting: true,
    // The hash lets browsers keep a file for ever.
    naming: "[name]-[hash].[ext]",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const files = new Map<string, UiFile>();
  for (const output of outputs) {
    const bytes = new Uint8Array(await output.arrayBuffer());
    files.set(basename(output.path), {
      type: output.type,
      bytes,
      gzip: Bun.gzipSync(bytes, { level: 9 }),
    });
  }
  return { files, admin: entryOf(files, "admin"), catalogue: entryOf(files, "catalogue") };
}

function entryOf(files: ReadonlyMap<string, UiFile>, name: string): UiEntry {
  const named = (extension: string): string => {
    const fits = (file: string) => file.startsWith(`${name}-`) && file.endsWith(extension);
    const file = [...files.keys()].find(fits);
    if (file === undefined) throw new Error(`the bundle of the pages has no ${name}${extension}`);
    return file;
  };
  return { script: named(".js"), style: named(".css") };
}
