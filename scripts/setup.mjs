// Installs what a fresh clone lacks, then gets out of the way. Plain JavaScript, because it runs
// before there is a Bun to run TypeScript: on Node (npm start) or on Bun (bun run start).
//
//   setup.mjs             what the registry needs to run
//   setup.mjs --dev       and what checking and building it needs
//   setup.mjs --clients   and the package managers that the client suite drives
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const wantsClients = process.argv.includes("--clients");
const wantsDev = wantsClients || process.argv.includes("--dev");

if (install(root, wantsDev)) linkBun();
if (wantsClients) install(join(root, "test", "clients", "tools"), true);

/** Brings a folder to its lock file; returns whether there was anything to do. */
function install(folder, withDev) {
  const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
  const stamp = join(folder, "node_modules", ".setup");
  const [kind, installed] = existsSync(stamp) ? JSON.parse(readFileSync(stamp, "utf8")) : [];
  if (installed === lock && (kind === "all" || !withDev)) return false;

  process.stderr.write("installing dependencies (first time only)\n");
  // npm where it exists, because the lock file is npm's; Bun reads the same file. Not `npm ci`: it
  // refuses a lock file when a registry lacks the optional packages of some other platform.
  const omit = withDev ? [] : ["--omit=dev"];
  if (run("npm", ["install", "--no-save", "--loglevel=error", ...omit], folder) !== 0) {
    const isBun = Boolean(process.versions.bun);
    if (!isBun || run(process.execPath, ["install", "--no-save", ...omit], folder) !== 0) {
      fail("the dependencies could not be installed; the lines above say why");
    }
  }
  writeFileSync(stamp, JSON.stringify([withDev ? "all" : "runtime", lock]));
  return true;
}

/** Clients that refuse install scripts leave the bun package without its binary; its own script adds it. */
function linkBun() {
  const bun = join(root, "node_modules", ".bin", "bun");
  if (run(bun, ["--version"], root, "ignore") === 0) return;
  run(process.execPath, [join(root, "node_modules", "bun", "install.js")], root);
  if (run(bun, ["--version"], root, "ignore") !== 0) {
    fail("Bun could not be set up; run `node node_modules/bun/install.js` to see why");
  }
}

function run(command, args, cwd, stdio = ["ignore", 2, 2]) {
  const shell = process.platform === "win32";
  return spawnSync(command, args, { cwd, stdio, shell }).status ?? 1;
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
