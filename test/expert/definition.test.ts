import { describe, expect, test } from "vitest";
import { DefinitionError, parseDefinition } from "../../src/expert/definition.ts";
import { requireBaseSkill } from "../../src/expert/publishable.ts";
import { definitionInput, interactiveInput, remoteInput, stdioInput } from "./support.ts";

const many = (count: number) => Array.from({ length: count }, (_, at) => `n${at}`);
const map = (count: number, value: unknown) =>
  Object.fromEntries(many(count).map((name) => [name, value]));
const skill = (over: object) => ({ skills: { s: stdioInput(over) } });
const tool = { description: "Asks", inputJsonSchema: "{}" };
const tools = (all: object) => ({ skills: { s: interactiveInput(all) } });

describe("parseDefinition accepts", () => {
  test.each<[string, object]>([
    ["a name without a scope", { name: "helper" }],
    ["a name with underscores", { name: "@my_org/my_helper-2" }],
    ["a prerelease", { version: "1.0.0-rc.1" }],
    ["build metadata", { version: "1.0.0+b.2" }],
    ["a description of 2048", { description: "x".repeat(2048) }],
    ["an instruction of 20480", { instruction: "x".repeat(20_480) }],
    ["255 skills", { skills: map(255, stdioInput()) }],
    ["no skills", { skills: {} }],
    ["255 delegates", { delegates: many(255) }],
    ["delegates by version, tag and name", { delegates: ["@a/b@1.0.0", "@a/c@stable", "d"] }],
    ["a delegate whose name has dots", { delegates: ["@a.io/b.c"] }],
    ["uvx", skill({ command: "uvx", packageName: "mcp-server-fetch" })],
    ["a package of a scope, a version, a tag", skill({ packageName: "@a/b@1.0.0-rc.1+x" })],
    ["a package by a tag", skill({ packageName: "server@next" })],
    ["255 variables", skill({ requiredEnv: many(255) })],
    ["a variable with a hyphen", skill({ requiredEnv: ["API-KEY_2"] })],
    ["255 tools picked", skill({ pick: many(255), omit: many(255) })],
    ["an empty rule", skill({ rule: "" })],
    ["a rule of 2048", skill({ rule: "x".repeat(2048) })],
    ["no arguments", skill({ args: [] })],
    ["an endpoint", { skills: { s: remoteInput("https://mcp.example.com/sse?x=1") } }],
    ["tools in camel case", tools({ askUser: tool })],
    ["a tool called constructor", tools({ constructor: tool })],
    ["members that nobody knows", { runtime: "docker", tags: ["latest"] }],
  ])("%s", (_, over) => {
    expect(() => parseDefinition(definitionInput(over))).not.toThrow();
  });
});

describe("parseDefinition refuses, naming the place", () => {
  test.each<[string, object, string]>([
    ["a name with a dot", { name: "@acme/a.b" }, "name"],
    ["a name in capitals", { name: "Helper" }, "name"],
    ["a name with a homoglyph", { name: "@acme/hеlper" }, "name"],
    ["a name of 215", { name: "x".repeat(215) }, "name"],
    ["a version of two parts", { version: "1.0" }, "version"],
    ["a version with a v", { version: "v1.0.0" }, "version"],
    ["a version that npm could not install", { version: "1.0.0-01" }, "version"],
    ["another runtime", { minRuntimeVersion: "1.0.0" }, "minRuntimeVersion"],
    ["no description", { description: undefined }, "description"],
    ["an empty description", { description: "" }, "description"],
    ["a description of 2049", { description: "x".repeat(2049) }, "description"],
    ["an empty instruction", { instruction: "" }, "instruction"],
    ["an instruction of 20481", { instruction: "x".repeat(20_481) }, "instruction"],
    ["half a surrogate pair", { instruction: "a\ud800" }, "instruction"],
    ["NUL", { description: "a\0b" }, "description"],
    ["no skills", { skills: undefined }, "skills"],
    ["skills in an array", { skills: [] }, "skills"],
    ["256 skills", { skills: map(256, stdioInput()) }, "skills"],
    ["a skill in capitals", { skills: { Web: stdioInput() } }, "skills.Web"],
    [
      "a skill called __proto__",
      { skills: JSON.parse('{"__proto__": {}}') as object },
      "skills.__proto__",
    ],
    ["a skill of another kind", skill({ type: "mcpHttpSkill" }), "skills.s.type"],
    ["256 delegates", { delegates: many(256) }, "delegates"],
    ["a delegate that is no key", { delegates: ["@acme"] }, "delegates.0"],
    ["a delegate with a range", { delegates: ["@a/b@^1.0.0"] }, "delegates.0"],
    ["node", skill({ command: "node" }), "skills.s.command"],
    ["no package", skill({ packageName: undefined }), "skills.s.packageName"],
    ["a range", skill({ packageName: "a@^1.0.0" }), "skills.s.packageName"],
    ["a git address", skill({ packageName: "git+https://a.example/b" }), "skills.s.packageName"],
    ["a path", skill({ packageName: "../evil" }), "skills.s.packageName"],
    ["blanks", skill({ packageName: "a -c b" }), "skills.s.packageName"],
    ["extras", skill({ packageName: "a[x]" }), "skills.s.packageName"],
    ["a package in capitals", skill({ packageName: "Server" }), "skills.s.packageName"],
    ["arguments", skill({ args: ["-c", "true"] }), "skills.s.args"],
    ["256 variables", skill({ requiredEnv: many(256) }), "skills.s.requiredEnv"],
    [
      "a variable with an underscore first",
      skill({ requiredEnv: ["_X"] }),
      "skills.s.requiredEnv.0",
    ],
    ["a variable of 256", skill({ requiredEnv: ["X".repeat(256)] }), "skills.s.requiredEnv.0"],
    ["a tool name of 256", skill({ pick: ["x".repeat(256)] }), "skills.s.pick.0"],
    ["256 tools omitted", skill({ omit: many(256) }), "skills.s.omit"],
    ["a rule of 2049", skill({ rule: "x".repeat(2049) }), "skills.s.rule"],
    ["a skill without description", skill({ description: "" }), "skills.s.description"],
    ["http", { skills: { s: remoteInput("http://a.example") } }, "skills.s.endpoint"],
    ["256 tools", tools(map(256, tool)), "skills.s.tools"],
    ["a tool with a blank", tools({ "a b": tool }), 'skills.s.tools."a b"'],
    [
      "a schema that is no JSON",
      tools({ a: { ...tool, inputJsonSchema: "{" } }),
      "skills.s.tools.a.inputJsonSchema",
    ],
    [
      "a schema of 20481",
      tools({ a: { ...tool, inputJsonSchema: `"${"x".repeat(20_479)}"` } }),
      "skills.s.tools.a.inputJsonSchema",
    ],
  ])("%s", (_, over, path) => {
    let thrown: unknown;
    try {
      parseDefinition(definitionInput(over));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DefinitionError);
    expect((thrown as DefinitionError).code).toBe("invalid");
    expect((thrown as DefinitionError).issues.map((issue) => issue.path)).toContain(path);
  });

  test.each([null, 1, "x", [], undefined])("%j, which is no object", (input) => {
    expect(() => parseDefinition(input)).toThrow(DefinitionError);
  });
});

describe("the normal form", () => {
  test("fills in what the runtime does not", () => {
    const { skills, delegates } = parseDefinition(
      definitionInput({
        skills: {
          z: interactiveInput({ ask: tool }),
          r: remoteInput("https://mcp.example.com/"),
          "@perstack/base": stdioInput(),
        },
      }),
    );
    expect(delegates).toEqual([]);
    expect(Object.keys(skills)).toEqual(["@perstack/base", "r", "z"]);
    expect(skills).toEqual({
      "@perstack/base": {
        type: "mcpStdioSkill",
        description: "Base",
        command: "npx",
        packageName: "some-server@1.2.3",
        pick: [],
        omit: [],
        requiredEnv: [],
        args: [],
        lazyInit: false,
      },
      r: {
        type: "mcpSseSkill",
        description: "Remote",
        endpoint: "https://mcp.example.com/",
        pick: [],
        omit: [],
      },
      z: {
        type: "interactiveSkill",
        description: "Asks",
        tools: { ask: { name: "ask", description: "Asks", inputJsonSchema: "{}" } },
      },
    });
  });

  test("an Expert without the base skill is told what to add", () => {
    expect(() => requireBaseSkill(parseDefinition(definitionInput({ skills: {} })))).toThrow(
      /^skills must include @perstack\/base; add /,
    );
  });
});
