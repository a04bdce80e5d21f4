import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ExpertDefinition, parseDefinition } from "../../src/expert/definition.ts";
import { definitionDigest, normalForm } from "../../src/expert/normal-form.ts";
import {
  PerstackFileError,
  parsePerstackFile,
  publishedForm,
  toToml,
} from "../../src/expert/perstack-file.ts";
import { expertTarball } from "../../src/expert/tarball.ts";
import { definitionInput } from "./support.ts";

function read(toml: string, name = "@acme/helper"): ExpertDefinition {
  return publishedForm(parsePerstackFile(toml), name);
}

function faultOf(toml: string): PerstackFileError {
  try {
    read(toml);
  } catch (error) {
    if (error instanceof PerstackFileError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

const head = `model = "some"
[provider]
providerName = "anthropic"

[experts."@acme/helper"]
description = "Helps"
instruction = """
Help.
[not.a.table]
command = "not a key"
"""
`;

describe("a perstack.toml", () => {
  test("takes the defaults that the client sends", () => {
    const definition = read(`${head}
[experts."@acme/helper".skills.web]
type = "mcpStdioSkill"
command = "npx"
lazyInit = true
allowedDomains = ["*.example.com"]
[experts."@acme/helper".skills.ask]
type = "interactiveSkill"
[experts."@acme/helper".skills.ask.tools.askUser]
inputJsonSchema = "{}"
`);
    expect(definition).toMatchObject({
      version: "1.0.0",
      minRuntimeVersion: "v1.0",
      instruction: 'Help.\n[not.a.table]\ncommand = "not a key"\n',
      delegates: [],
      skills: {
        web: { description: "web skill", packageName: "web", args: [], lazyInit: false },
        ask: { description: "ask skill", tools: { askUser: { description: "askUser tool" } } },
      },
    });
  });

  test.each<[string, string, number, string]>([
    ["no TOML", `${head}x = `, 12, "no valid TOML"],
    ["a key twice", `${head}description = "again"\n`, 12, "no valid TOML"],
    ["experts that are no table", "experts = 1\n", 1, "must be a table"],
    [
      "a command",
      `${head}[experts."@acme/helper".skills.web]\ntype = "mcpStdioSkill"\n  command = "node"\n`,
      14,
      "must be npx or uvx",
    ],
    ["a wrong type", `${head}delegates = "x"\n`, 12, "expected array"],
    [
      "a long description",
      `[experts."@acme/helper"]\ninstruction = "x"\ndescription = "${"x".repeat(2049)}"\n`,
      3,
      "2048",
    ],
    [
      "a skill called __proto__",
      `${head}[experts."@acme/helper".skills.__proto__]\ntype = "mcpStdioSkill"\ncommand = "npx"\n`,
      12,
      "__proto__",
    ],
    ["no description", '\n[experts."@acme/helper"]\ninstruction = "x"\n', 2, "must not be empty"],
    [
      "a domain",
      `${head}[experts."@acme/helper".skills.web]\ntype = "mcpStdioSkill"\ncommand = "npx"\nallowedDomains = ["xn--80ak6aa92e.example"]\n`,
      15,
      "punycode",
    ],
  ])("%s is refused with its line", (_, toml, line, message) => {
    const fault = faultOf(toml);
    expect(fault.message).toContain(message);
    expect(fault.line).toBe(line);
    expect(fault.frame).toContain(`> ${String(line).padStart(String(line + 1).length)} |`);
    expect(fault.details.fields).toMatchObject({ code: "bad_expert", line });
  });

  test("an Expert that is not in it is refused with those that are", () => {
    expect(() => read(head, "@acme/other")).toThrow(/it has @acme\/helper/);
  });
});

const names = fc.stringMatching(/^[a-z][a-z0-9_-]{0,10}$/);
const text = (max: number) =>
  fc
    .oneof(
      fc.string({ minLength: 1, maxLength: max, unit: "grapheme" }),
      fc.string({ minLength: 1, maxLength: max, unit: "binary" }),
      fc.string({
        minLength: 1,
        maxLength: max,
        unit: fc.constantFrom('"', "\\", "\n", "\r", "'", "\t", "\x7f", "a", " "),
      }),
    )
    .filter((value) => value.isWellFormed() && !value.includes("\0"));
const list = fc.array(fc.string({ maxLength: 10, unit: "grapheme" }), { maxLength: 4 });
const ruled = { description: text(30), rule: fc.option(text(30), { nil: undefined }) };
const skills = fc.oneof(
  fc.record({
    ...ruled,
    type: fc.constant("mcpStdioSkill"),
    command: fc.constantFrom("npx", "uvx"),
    packageName: fc.constantFrom("a", "@a/b@1.0.0", "server@next"),
    pick: list,
    omit: list,
    requiredEnv: fc.array(fc.stringMatching(/^[A-Z][A-Z_]{0,8}$/), { maxLength: 3 }),
  }),
  fc.record({
    ...ruled,
    type: fc.constant("mcpSseSkill"),
    endpoint: fc.constant("https://mcp.example.com/a?b=%22#c"),
    pick: list,
  }),
  fc.record({
    ...ruled,
    type: fc.constant("interactiveSkill"),
    tools: fc.dictionary(
      fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,8}$/),
      fc.record({ description: text(30), inputJsonSchema: fc.json() }),
      { maxKeys: 3 },
    ),
  }),
);
const definitions = fc
  .record({
    name: fc.tuple(names, names).map(([scope, name]) => `@x${scope}/x${name}`),
    version: fc.constantFrom("1.0.0", "0.1.2-rc.1", "10.20.30"),
    description: text(100),
    instruction: text(400),
    skills: fc.dictionary(fc.oneof(names, fc.constant("@a/b"), fc.constant("42")), skills, {
      maxKeys: 4,
    }),
    delegates: fc.array(fc.constantFrom("a", "@a/b@1.0.0", "@a/c@stable"), { maxLength: 3 }),
  })
  .map((over) => parseDefinition(definitionInput(over)));

describe("a definition is the same", () => {
  test("through its normal form, its toml and its tarball", () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const stored = JSON.parse(normalForm(definition)) as ExpertDefinition;
        expect(definitionDigest(stored)).toBe(definitionDigest(definition));

        const toml = toToml(stored);
        expect(read(toml, definition.name)).toEqual(definition);
        const { bytes } = expertTarball(stored);
        expect(Buffer.compare(bytes, expertTarball(definition).bytes)).toBe(0);
        expect(gunzipSync(bytes).includes(Buffer.from(toml, "utf8"))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("whatever the order in which it was written", () => {
    const base = definitionInput();
    const reversed = Object.fromEntries(Object.entries(base).reverse());
    expect(normalForm(parseDefinition(reversed))).toBe(normalForm(parseDefinition(base)));
  });

  test("as bytes, on every machine", () => {
    const { bytes } = expertTarball(parseDefinition(definitionInput()));
    expect(new Bun.CryptoHasher("sha256").update(bytes).digest("hex")).toBe(
      "c8073432942fd4cd31920d3beda4824fa0c3aa207f6da556a0c9d4d100d32f0b",
    );
  });
});
