import { type Client, nodeProgram, npmrc } from "./client.ts";

// A failure shows at once instead of after the 70 seconds that npm waits by default.
const impatience = "fetch-retries=1\nfetch-retry-mintimeout=10\nfetch-retry-maxtimeout=20\n";

function npm(major: number): Client {
  return {
    name: `npm ${major}`,
    program: nodeProgram(`npm${major}`, "bin/npm-cli.js"),
    lockFile: "package-lock.json",
    home: (account) => ({ ".npmrc": `${npmrc(account)}${impatience}update-notifier=false\n` }),
    project: () => ({}),
    environment: () => ({}),
    install: ["install"],
    frozen: ["ci"],
    add: (spec) => ["install", spec],
    update: (name) => ["update", name],
    outdated: ["outdated"],
    view: (name) => ["view", name],
    publish: (tag) => ["publish", "--tag", tag],
    beforePublish: null,
    tags: {
      list: (name) => ["dist-tag", "ls", name],
      add: (name, version, tag) => ["dist-tag", "add", `${name}@${version}`, tag],
      remove: (name, tag) => ["dist-tag", "rm", name, tag],
    },
    deprecate: (spec, message) => ["deprecate", spec, message],
    undeprecate: (spec) => ["deprecate", spec, ""],
    unpublish: (spec) => ["unpublish", spec],
    owners: {
      list: (name) => ["owner", "ls", name],
      add: (user, name) => ["owner", "add", user, name],
      remove: (user, name) => ["owner", "rm", user, name],
    },
    whoami: ["whoami"],
    ping: ["ping"],
    search: (text) => ["search", text],
    audit: ["audit"],
    runOnce: (name) => ["exec", "--yes", "--", name],
    logout: ["logout"],
    more: (name) => [
      ["access", "get", "status", name],
      ["access", "list", "collaborators", name],
      ["access", "list", "packages", "@more"],
      ["org", "ls", "more"],
      ["team", "ls", "@more"],
      ["token", "list"],
      ...(major > 11 ? [] : [["star", name], ["stars"], ["unstar", name]]),
    ],
    pack: (spec) => ["pack", spec],
  };
}

export const npmClients: readonly Client[] = [npm(10), npm(11), npm(12)];
