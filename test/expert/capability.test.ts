import { describe, expect, test } from "vitest";
import {
  capabilitiesOf,
  type DelegateRisk,
  joinCapabilities,
  ownCapabilities,
  riskOf,
  type SkillPackage,
  unseen,
} from "../../src/expert/capability.ts";
import { parseDefinition } from "../../src/expert/definition.ts";
import { warningsAbout } from "../../src/expert/publishable.ts";
import type { Capabilities, Risk } from "../../src/scanner/report.ts";
import { noCapabilities } from "../support/releases.ts";
import {
  baseSkillInput,
  definitionInput,
  interactiveInput,
  remoteInput,
  stdioInput,
} from "./support.ts";

const base = (over: object) => ({ "@perstack/base": { ...baseSkillInput, ...over } });
const think = base({ pick: ["think"] });
const ask = interactiveInput({ ask: { description: "Asks", inputJsonSchema: "{}" } });

function judge(skills: object, delegates: readonly DelegateRisk[] = []) {
  const own = capabilitiesOf(parseDefinition(definitionInput({ skills })));
  return { own, risk: riskOf(own, delegates) };
}

describe("the risk of an Expert", () => {
  test.each<[string, object, DelegateRisk[], string]>([
    ["that only thinks is low", think, [], "low"],
    ["that asks its user is low", { ...think, ask }, [], "low"],
    ["with the whole base skill is high", base({}), [], "high"],
    ["that picks exec is high", base({ pick: ["exec"] }), [], "high"],
    ["that omits exec but writes is high", base({ omit: ["exec"] }), [], "high"],
    ["that reads is medium", base({ pick: ["readTextFile"] }), [], "medium"],
    ["whose only pick is omitted is low", base({ pick: ["exec"], omit: ["exec"] }), [], "low"],
    ["that picks a tool nobody knows is high", base({ pick: ["newTool"] }), [], "high"],
    [
      "with a remote skill is medium",
      { ...think, r: remoteInput("https://a.example/") },
      [],
      "medium",
    ],
    ["with a package that nobody looked into is high", { ...think, s: stdioInput() }, [], "high"],
    [
      "whose base skill gets a variable is medium",
      base({ pick: ["think"], requiredEnv: ["API_KEY"] }),
      [],
      "medium",
    ],
    ["with a delegate of high risk is high", think, [{ key: "a", level: "high" }], "high"],
    ["with a delegate of medium risk is medium", think, [{ key: "a", level: "medium" }], "medium"],
    ["with a delegate of low risk is low", think, [{ key: "a", level: "low" }], "low"],
    ["with a delegate of unknown risk is high", think, [{ key: "a", level: null }], "high"],
  ])("%s", (_, skills, delegates, level) => {
    const { risk } = judge(skills, delegates);
    expect(risk).toEqual({ level, because: expect.any(String) });
  });

  test("its capabilities are listed", () => {
    const skills = {
      ...base({ requiredEnv: ["B", "A"] }),
      r: remoteInput("https://mcp.example.com/sse"),
      s: stdioInput({ requiredEnv: ["A"] }),
    };
    expect(judge(skills).own).toEqual({
      filesystem: "write",
      network: "outbound",
      env: "read",
      subprocess: "allow",
      secrets: ["A", "B"],
      hosts: ["mcp.example.com"],
      unknown: ["what the package of the skill s does"],
    });
  });
});

describe("what the packages of skills can do joins in", () => {
  const own = ownCapabilities(parseDefinition(definitionInput({ skills: think })));
  const found = (can: Partial<Capabilities>, name = "p", risk: Risk = "low"): SkillPackage => ({
    skill: "s",
    name,
    version: "1.0.0",
    capabilities: { ...noCapabilities, ...can },
    risk,
  });

  test("each capability is the strongest of all, each list all of them", () => {
    const packages = [
      found({ network: "inbound", filesystem: "read", secrets: ["B"], hosts: ["b.example"] }),
      found({ network: "outbound", env: "read", secrets: ["A"], hosts: ["a.example"] }),
      found({ filesystem: "write", subprocess: "allow", unknown: ["native"] }, "q"),
      unseen("t", "r"),
    ];
    expect(joinCapabilities(own, packages)).toEqual({
      filesystem: "write",
      network: "both",
      env: "read",
      subprocess: "allow",
      secrets: ["A", "B"],
      hosts: ["a.example", "b.example"],
      unknown: [
        "all that q@1.0.0 of the skill s does (native)",
        "what the package of the skill t does",
      ],
    });
  });

  test("nothing joins in from nothing", () => {
    expect(joinCapabilities(own, [])).toEqual(own);
    expect(joinCapabilities(own, [found({})])).toEqual(own);
  });

  test.each<[string, SkillPackage[], Risk, RegExp]>([
    ["nothing", [found({})], "low", /reaches no file/],
    ["a port", [found({ network: "inbound" })], "medium", /p@1.0.0 .* uses the network/],
    ["reading", [found({ filesystem: "read" })], "medium", /p@1.0.0 .* reads files/],
    ["secrets alone", [found({ secrets: ["A"] })], "medium", /reads variables/],
    ["writing", [found({}), found({ filesystem: "write" }, "q")], "high", /q@1.0.0 .* writes/],
    ["a program", [found({ subprocess: "allow" })], "high", /starts other programs/],
    ["something obscure", [found({ unknown: ["native"] })], "high", /not known .*native/],
    ["no scan", [unseen("s", "p")], "high", /a scan of it could tell/],
    ["a risk by another name", [found({}, "p", "high")], "high", /the risk of p@1.0.0 .* is high/],
    ["a middling risk", [found({}, "p", "medium")], "medium", /is medium/],
  ])("%s", (_, packages, level, because) => {
    const risk = riskOf(own, [], packages);
    expect(risk).toEqual({ level, because: expect.stringMatching(because) });
  });
});

describe("an author is warned of", () => {
  test.each<[string, object, RegExp]>([
    ["a package that floats", { s: stdioInput({ packageName: "server" }) }, /pin it/],
    ["one by a tag", { s: stdioInput({ packageName: "server@next" }) }, /pin it/],
    ["a generic name", { web: stdioInput({ packageName: "web" }) }, /public package of that name/],
    [
      "NODE_OPTIONS",
      { s: stdioInput({ requiredEnv: ["node_options"] }) },
      /what code programs load/,
    ],
    ["LD_PRELOAD", { s: stdioInput({ requiredEnv: ["LD_PRELOAD"] }) }, /what code programs load/],
    ["a provider's key", { s: stdioInput({ requiredEnv: ["ANTHROPIC_API_KEY"] }) }, /reaches more/],
    ["a skill without pick or omit", { s: stdioInput() }, /every tool/],
  ])("%s", (_, skills, warning) => {
    const warnings = warningsAbout(parseDefinition(definitionInput({ skills })));
    expect(warnings).toEqual(expect.arrayContaining([expect.stringMatching(warning)]));
  });

  test("delegates that float or share a tool's name", () => {
    const delegates = ["@a/search@1.0.0", "@b/search", "@b/other@2.0.0"];
    expect(warningsAbout(parseDefinition(definitionInput({ delegates })))).toEqual([
      "the delegate @b/search may change at any time; pin it as @b/search@1.2.3",
      "the delegates @a/search@1.0.0 and @b/search are the same tool, search",
    ]);
  });

  test("nothing, when all is pinned and narrow", () => {
    const skills = { ...base({}), s: stdioInput({ pick: ["a"], requiredEnv: ["SERVICE_URL"] }) };
    expect(warningsAbout(parseDefinition(definitionInput({ skills })))).toEqual([]);
  });
});
