import { type Client, nodeProgram, npmrc } from "./client.ts";

export const yarnClassic: Client = {
  name: "yarn classic",
  program: nodeProgram("yarn1", "bin/yarn.js"),
  lockFile: "yarn.lock",
  home: (account) => ({
    ".npmrc": npmrc(account),
    ".yarnrc": "disable-self-update-check true\n",
  }),
  project: () => ({}),
  environment: () => ({}),
  install: ["install", "--non-interactive"],
  frozen: ["install", "--non-interactive", "--frozen-lockfile"],
  add: (spec) => ["add", "--non-interactive", spec],
  update: (name) => ["upgrade", "--non-interactive", name],
  outdated: ["outdated"],
  view: (name) => ["info", name],
  publish: (tag) => ["publish", "--non-interactive", "--tag", tag],
  beforePublish: null,
  tags: {
    list: (name) => ["tag", "list", name],
    add: (name, version, tag) => ["tag", "add", `${name}@${version}`, tag],
    remove: (name, tag) => ["tag", "remove", name, tag],
  },
  deprecate: null,
  undeprecate: null,
  unpublish: null,
  owners: {
    list: (name) => ["owner", "list", name],
    add: (user, name) => ["owner", "add", user, name],
    // It takes having found the owner for a failure, and stops before it asks us.
    remove: null,
  },
  whoami: null,
  ping: null,
  search: null,
  // Its audit knows one registry only, which is not ours.
  audit: null,
  runOnce: null,
  logout: null,
  more: () => [],
  pack: null,
};
