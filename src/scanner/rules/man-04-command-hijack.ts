import { posix } from "node:path";
import { manifestParts } from "../manifest/parts.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

/** Commands that people and scripts type without thinking, with the packages that may own them. */
const owners = new Map<string, readonly string[]>([
  ["node", ["node"]],
  ["npm", ["npm", "cnpm"]],
  ["npx", ["npm", "npx"]],
  ["pnpm", ["pnpm", "@pnpm/exe"]],
  ["pnpx", ["pnpm", "@pnpm/exe"]],
  ["pn", ["pnpm", "@pnpm/exe"]],
  ["yarn", ["yarn", "@yarnpkg/cli", "@yarnpkg/cli-dist", "corepack"]],
  ["yarnpkg", ["yarn", "@yarnpkg/cli", "corepack"]],
  ["corepack", ["corepack"]],
  ["bun", ["bun"]],
  ["bunx", ["bun"]],
  ["deno", ["deno", "deno-bin"]],
  ["claude", ["@anthropic-ai/claude-code"]],
  ["codex", ["@openai/codex"]],
  ["gemini", ["@google/gemini-cli"]],
  ["opencode", ["opencode-ai"]],
]);
/** Commands of well-known packages that go by another name than their package. */
const wellKnown = new Map<string, readonly string[]>([
  ["tsc", ["typescript", "@typescript/native-preview"]],
  ["tsserver", ["typescript"]],
  ["sass", ["sass", "sass-embedded"]],
]);
/** Commands of the most used packages that have their package's name; most of such packages have none. */
const ofPackages = new Set(
  `acorn autoprefixer ava babel browserify browserslist c8 commitizen commitlint concurrently coveralls
  cross-env cypress ejs electron esbuild escodegen eslint expo figlet glob grunt gulp handlebars he
  husky istanbul jasmine jest jiti js-yaml jsdoc jsesc jshint json5 karma knex lerna lint-staged marked
  mime mkdirp mocha nanoid next nodemon nx nyc parcel playwright pm2 postcss prettier prisma puppeteer
  regjsparser release-it resolve rimraf rollup semantic-release semver sequelize serve shx standard
  standard-version stylelint svgo tailwindcss tape terser ts-node tslint tsup tsx turbo typedoc typeorm
  update-browserslist-db uuid vite vitest vue webpack webpack-cli webpack-dev-server which wrangler
  xo zx react-scripts npm-run-all`
    .trim()
    .split(/\s+/),
);
const clientShims = /^(?:@pnpm\/|corepack$)/;
const system = new Set(
  `git sh bash zsh dash fish ksh cmd powershell pwsh curl wget python python3 pip pip3 ruby perl php
  java sudo su ssh scp sftp docker podman kubectl gh glab aws az gcloud cat ls cp mv rm mkdir chmod
  chown grep sed awk find xargs env echo test kill ps tar gzip unzip make cmake gcc g++ cc clang ld
  vi vim nano less more man apt apt-get brew crontab systemctl launchctl openssl gpg ssh-keygen
  ssh-agent base64 whoami id uname hostname ping nc dig host cursor code op vault terraform`
    .trim()
    .split(/\s+/),
);

/** A command under a name that belongs to somebody else: the next script that types it runs this. */
export const commandHijack: Rule = {
  meta: {
    id: "MAN-04",
    family: "structure",
    points: 100,
    solo: false,
    title: "The package installs a command under a name that is not its own.",
    advice: "Find out who owns the command; inside scripts the installed one is found first.",
  },
  *check(pkg) {
    if (pkg.manifest === null) return;
    for (const [command, path] of manifestParts.commands(pkg.manifest.json)) {
      const found = judge(pkg, command, path);
      if (found !== null) {
        yield {
          surface: "install",
          file: "package.json",
          excerpt: `${command}: ${path}`,
          ...found,
        };
      }
    }
  },
};

type Found = Pick<Hit, "message" | "points"> | null;

function judge(pkg: PackageView, command: string, path: string): Found {
  // Clients drop a scope before the command's name; anything else with a separator escapes.
  const name = command.replace(/^@[\w.-]+\//, "").toLowerCase();
  if (/[/\\:]|^\.{1,2}$|[^\x20-\x7e]/.test(name)) {
    return { message: "A command's name leads out of the folder for commands." };
  }
  const target = posix.normalize(path.replaceAll("\\", "/"));
  if (target.startsWith("../") || target === ".." || /^[A-Za-z]:/.test(target)) {
    return { message: "A command's program lies outside of the package." };
  }
  const own = pkg.subject.name ?? pkg.manifest?.json["name"];
  const ownName = typeof own === "string" ? own : "";
  const allowed = owners.get(name);
  if (allowed !== undefined) {
    if (allowed.includes(ownName) || clientShims.test(ownName)) return null;
    return { message: "A command has the name of a runtime, a package client or an agent." };
  }
  if (system.has(name)) {
    if (!isOwn(ownName, name)) return { message: "A command has the name of a system tool." };
    // Who asks for `vault` gets the command of that name; a scope may hold anything.
    const points = ownName === name ? 30 : 50;
    return { message: "A command has the name of a system tool and of its package.", points };
  }
  const known = wellKnown.get(name);
  if (
    known !== undefined
      ? !known.includes(ownName)
      : ofPackages.has(name) && !isOwn(ownName, name) && !isNextVersion(pkg, ownName, name)
  ) {
    const points = isFrame(pkg, ownName, name) ? 20 : 50;
    return { message: "A command has the name of a well-known package.", points };
  }
  return null;
}

/** The package whose name is the command, alone or in a scope or family (`@babel/cli`, `jest-cli`). */
function isOwn(packageName: string, command: string): boolean {
  return packageName
    .split(/[@/]/)
    .some((part) => part === command || part === `${command}-cli` || part === `${command}js`);
}

const leastParts = 2;

/** `jest-frame` is told by its name, and by what it is made of, to be the well-known one in some frame. */
function isFrame({ manifest }: PackageView, packageName: string, command: string): boolean {
  if (manifest === null || !isPartOf(packageName, command)) return false;
  const parts = [...manifestParts.dependencies(manifest.json).keys()];
  return parts.filter((part) => isPartOf(part, command)).length >= leastParts;
}

function isPartOf(name: string, command: string): boolean {
  return name.split(/[@/-]/).includes(command);
}

/** `pack2` goes on with what `pack` was and keeps its command; what needs `pack` stands before it. */
function isNextVersion({ manifest }: PackageView, packageName: string, command: string): boolean {
  if (manifest === null || !/^\d$/.test(packageName.slice(command.length))) return false;
  return packageName.startsWith(command) && !manifestParts.dependencies(manifest.json).has(command);
}
