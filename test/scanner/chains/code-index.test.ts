import { describe, expect, test } from "vitest";
import { codeIndex } from "../../../src/scanner/chains/code-index.ts";
import { codeFacts, codeFile } from "../../support/code-facts.ts";

const index = codeIndex(
  codeFacts(
    [],
    [],
    [
      codeFile("index.js", { imports: ["core.js", "send.js"] }),
      codeFile("core.js", { imports: ["tools.js"] }),
      codeFile("send.js", { imports: ["tools.js"] }),
      codeFile("tools.js", { imports: ["core.js"] }),
      // Ways into the package that know nothing of each other.
      codeFile("plugins/store.js", { imports: ["core.js"] }),
      codeFile("plugins/cloud.js", { imports: ["send.js"] }),
    ],
  ),
);

describe("files are connected where one file loads both", () => {
  test.each([
    ["itself", "core.js", "core.js"],
    ["the one that loads the other", "plugins/store.js", "core.js"],
    ["the one that loads the other over a third", "plugins/store.js", "tools.js"],
    ["the one that is loaded", "tools.js", "index.js"],
    ["a third one", "core.js", "send.js"],
  ])("%s", (_, one, other) => {
    expect(index.isConnected(one, other)).toBe(true);
  });

  test.each([
    ["two that only load the same", "plugins/store.js", "plugins/cloud.js"],
    ["two ways in", "index.js", "plugins/store.js"],
    ["a file of another package", "index.js", "other.js"],
  ])("not %s", (_, one, other) => {
    expect(index.isConnected(one, other)).toBe(false);
  });
});
