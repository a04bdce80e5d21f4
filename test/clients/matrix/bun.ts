import { bunPath } from "../../support/process.ts";
import { type Client, nativeProgram, npmrc } from "./client.ts";

export const bun: Client = {
  name: "bun",
  program: nativeProgram(bunPath),
  lockFile: "bun.lock",
  home: (account) => ({ ".npmrc": npmrc(account) }),
  project: () => ({}),
  environment: () => ({ DO_NOT_TRACK: "1" }),
  install: ["install"],
  frozen: ["install", "--frozen-lockfile"],
  add: (spec) => ["add", spec],
  // It would not ask again for five minutes.
  update: (name) => ["update", "--no-cache", name],
  outdated: ["outdated", "--no-cache"],
  view: (name) => ["info", name],
  publish: (tag) => ["publish", "--tag", tag],
  beforePublish: null,
  tags: null,
  deprecate: null,
  undeprecate: null,
  unpublish: null,
  owners: null,
  whoami: ["pm", "whoami"],
  ping: null,
  search: null,
  audit: ["audit"],
  runOnce: (name) => ["x", name],
  logout: null,
  more: () => [],
  pack: null,
};
