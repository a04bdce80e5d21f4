import { type Client, nativeProgram, nodeProgram, npmrc, toolPath } from "./client.ts";

const impatience = "fetchRetries: 1\nfetchRetryMintimeout: 10\nfetchRetryMaxtimeout: 20\n";

const pnpm11: Client = {
  name: "pnpm 11",
  program: nodeProgram("pnpm11", "bin/pnpm.mjs"),
  lockFile: "pnpm-lock.yaml",
  home: (account) => ({ ".npmrc": npmrc(account) }),
  project: ({ allowsYoung }) => ({
    "pnpm-workspace.yaml": `${impatience}${allowsYoung ? "minimumReleaseAge: 0\n" : ""}`,
  }),
  environment: () => ({}),
  install: ["install"],
  frozen: ["install", "--frozen-lockfile"],
  add: (spec) => ["add", spec],
  update: (name) => ["update", name],
  outdated: ["outdated"],
  view: (name) => ["view", name],
  publish: (tag) => ["publish", "--no-git-checks", "--tag", tag],
  beforePublish: null,
  tags: {
    list: (name) => ["dist-tag", "ls", name],
    add: (name, version, tag) => ["dist-tag", "add", `${name}@${version}`, tag],
    remove: (name, tag) => ["dist-tag", "rm", name, tag],
  },
  deprecate: (spec, message) => ["deprecate", spec, message],
  undeprecate: (spec) => ["undeprecate", spec],
  unpublish: (spec) => ["unpublish", spec],
  owners: {
    list: (name) => ["owner", "ls", name],
    add: (user, name) => ["owner", "add", name, user],
    remove: (user, name) => ["owner", "rm", name, user],
  },
  whoami: ["whoami"],
  ping: ["ping"],
  search: (text) => ["search", text],
  audit: ["audit"],
  runOnce: (name) => ["dlx", name],
  logout: ["logout"],
  more: (name) => [
    ["access", "get", "status", name],
    ["access", "list", "collaborators", name],
    ["access", "list", "packages", "@more"],
    ["team", "ls", "@more"],
    ["star", name],
    ["stars"],
    ["unstar", name],
  ],
  pack: null,
};

const pnpm12: Client = {
  ...pnpm11,
  name: "pnpm 12",
  program: nativeProgram(toolPath("pnpm12/pnpm")),
};

/** Hands what has to do with publishing to the npm in its PATH. */
const pnpm10: Client = {
  ...pnpm11,
  name: "pnpm 10",
  program: nodeProgram("pnpm10", "bin/pnpm.cjs"),
  tags: null,
  deprecate: null,
  undeprecate: null,
  unpublish: null,
  owners: null,
  whoami: null,
  ping: null,
  search: null,
  logout: null,
  more: () => [],
};

export const pnpmClients: readonly Client[] = [pnpm10, pnpm11, pnpm12];
