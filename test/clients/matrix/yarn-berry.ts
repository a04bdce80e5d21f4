import { type Client, nodeProgram } from "./client.ts";

export const yarnBerry: Client = {
  name: "yarn berry",
  program: nodeProgram("yarn-berry", "bin/yarn.js"),
  lockFile: "yarn.lock",
  home: ({ url, token, allowsYoung }) => ({
    ".yarnrc.yml": [
      `npmRegistryServer: "${url}"`,
      'unsafeHttpWhitelist: ["localhost"]',
      ...(allowsYoung ? ["npmMinimalAgeGate: 0"] : []),
      ...(token === null ? [] : [`npmAuthToken: "${token}"`]),
      "enableTelemetry: false",
      "httpRetry: 1",
      "",
    ].join("\n"),
  }),
  // An empty lock file says that the project begins here and not in some folder above.
  project: () => ({ ".yarnrc.yml": "nodeLinker: node-modules\n", "yarn.lock": "" }),
  environment: () => ({}),
  install: ["install"],
  frozen: ["install", "--immutable"],
  add: (spec) => ["add", spec],
  update: (name) => ["up", "-R", name],
  outdated: null,
  view: (name) => ["npm", "info", name],
  publish: (tag) => ["npm", "publish", "--tag", tag],
  beforePublish: ["install"],
  tags: {
    list: (name) => ["npm", "tag", "list", name],
    add: (name, version, tag) => ["npm", "tag", "add", `${name}@${version}`, tag],
    remove: (name, tag) => ["npm", "tag", "remove", name, tag],
  },
  deprecate: null,
  undeprecate: null,
  unpublish: null,
  owners: null,
  whoami: ["npm", "whoami"],
  ping: null,
  search: null,
  audit: ["npm", "audit"],
  pack: null,
};
