import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { extract } from "tar";

const source = resolve(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))), "..");
const caches = resolve(import.meta.dirname, "../../node_modules/.cache");

/** What has to be known to start a browser. */
export interface ChromiumProgram {
  readonly executablePath: string;
  /** The whole environment of its process. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The Chromium of the dev-dependencies, unpacked once a clone. The package's own function unpacks to one
 * shared path of the machine and takes what is there for complete, so files of one run would start
 * what another is still writing. Null where that build does not run.
 */
export async function chromiumProgram(): Promise<ChromiumProgram | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const { version } = (await Bun.file(join(source, "package.json")).json()) as { version: string };
  const folder = join(caches, `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder);
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_FILE: fontsFile(folder) };
  return {
    executablePath: join(folder, "chromium"),
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: folder,
      // A small machine has none of these, and nobody wants to install them for a test.
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
      ...fonts,
    },
  };
}

/** Several files may do this at a time: each for itself, and the first one to be ready counts. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(caches, { recursive: true });
  const own = await mkdtemp(`${folder}-`);
  try {
    const program = createWriteStream(join(own, "chromium"), { mode: 0o755 });
    await Promise.all([
      pipeline(packed("chromium.br"), createBrotliDecompress(), program),
      ...["al2023", "fonts"].map(async (name) => {
        const cwd = join(own, name);
        await mkdir(cwd);
        await pipeline(packed(`${name}.tar.br`), createBrotliDecompress(), extract({ cwd }));
      }),
      writeFile(fontsFile(own), fontsConfig(join(folder, "fonts"))),
    ]);
    await rename(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

function packed(file: string): NodeJS.ReadableStream {
  return createReadStream(join(source, "bin", file));
}

function fontsFile(folder: string): string {
  return join(folder, "fonts.conf");
}

function fontsConfig(fonts: string): string {
  return `<?xml version="1.0"?>
<fontconfig>
  <dir>${fonts}</dir>
  <dir>/usr/share/fonts</dir>
</fontconfig>
`;
}
