// Installs what a fresh clone lacks, then gets out of the way. Plain JavaScript, because it runs
// before there is a Bun to run TypeScript: on Node (npm start) or on Bun (bun run start).
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = readFileSync(join(root, "package-lock.json"), "utf8");
const stamp = join(root, "node_modules", ".setup");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  process.stderr.write("installing dependencies (first start only)\n");
  // npm where it exists, because the lock file is npm's; Bun reads the same file. Not `npm ci`: it
  // refuses a lock file when a registry lacks the optional packages of some other platform.
  if (run("npm", ["install", "--no-save", "--loglevel=error"]) !== 0) {
    if (!process.versions.bun || run(process.execPath, ["install", "--no-save"]) !== 0) {
      fail("the dependencies could not be installed; the lines above say why");
    }
  }
  linkBun();
  writeFileSync(stamp, lock);
}

/** Clients that refuse install scripts leave the bun package without its binary; its own script adds it. */
function linkBun() {
  const bun = join(root, "node_modules", ".bin", "bun");
  if (run(bun, ["--version"], "ignore") === 0) return;
  run(process.execPath, [join(root, "node_modules", "bun", "install.js")]);
  if (run(bun, ["--version"], "ignore") !== 0) {
    fail("Bun could not be set up; run `node node_modules/bun/install.js` to see why");
  }
}

function run(command, args, stdio = ["ignore", 2, 2]) {
  const shell = process.platform === "win32";
  return spawnSync(command, args, { cwd: root, stdio, shell }).status ?? 1;
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
