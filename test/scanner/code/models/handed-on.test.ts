import { describe, expect, test } from "vitest";
import { foundIn } from "./found-in.ts";

const used = (source: string) => [...new Set(foundIn(source).uses.map(bare))].sort();

/** Without the host, which nobody knows. */
function bare(use: string): string {
  return use.split(" ")[0] ?? "";
}

describe("what others are handed, they can use", () => {
  test.each<[what: string, source: string, capabilities: readonly string[]]>([
    ["a module as the whole export", 'module.exports = require("fs");', ["fs.read", "fs.write"]],
    [
      "a member among exports",
      'const { exec } = require("child_process"); exports.sh = exec;',
      ["subprocess"],
    ],
    ["a re-export", 'export { readFile as load } from "node:fs/promises";', ["fs.read"]],
    ["a star", 'export * from "node:https";', ["network.in", "network.out"]],
    [
      "a module for code of others",
      'require("other")(require("node:net"));',
      ["network.in", "network.out"],
    ],
    [
      "a part of an object for code of others",
      'const fs = require("fs"); require("other").use({ write: fs.writeFile });',
      ["fs.write"],
    ],
    ["what is of no use", 'module.exports = require("http").STATUS_CODES;', []],
    [
      "what only reckons",
      'exports.join = require("path").join; exports.isIP = require("net").isIP;',
      [],
    ],
    ["what is kept", 'const fs = require("fs"); exports.go = () => 1;', []],
  ])("%s", (_, source, capabilities) => {
    expect(used(source)).toEqual(capabilities);
  });
});
