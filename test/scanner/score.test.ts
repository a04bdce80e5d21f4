import { describe, expect, test } from "vitest";
import { toFinding } from "../../src/scanner/findings/to-finding.ts";
import type { Family, Finding, Verdict } from "../../src/scanner/report.ts";
import type { Hit, RuleMeta } from "../../src/scanner/rule.ts";
import { type Strictness, score } from "../../src/scanner/score.ts";

const hit: Hit = { surface: "load", file: null, message: "Something." };

function meta(family: Family, points: number, solo = false): RuleMeta {
  return { id: "X-01", family, points, solo, title: "A title.", advice: "Some advice." };
}

function found(family: Family, points: number, solo = false, id = "EXF-01"): Finding {
  return toFinding({ ...meta(family, points, solo), id }, hit);
}

describe("score", () => {
  test.each([
    { name: "nothing", findings: [], total: 0, verdict: "clean" },
    { name: "a little", findings: [found("text", 39)], total: 39, verdict: "clean" },
    { name: "forty", findings: [found("text", 40)], total: 40, verdict: "warn" },
    {
      name: "a rule that blocks alone",
      findings: [found("structure", 5, true)],
      total: 100,
      verdict: "block",
    },
    {
      name: "the next two count a quarter",
      findings: [80, 40, 40, 40].map((points, at) => found("theft", points, false, `EXF-0${at}`)),
      total: 100,
      verdict: "block",
    },
    {
      name: "ten weak matches of one kind",
      findings: Array.from({ length: 10 }, (_, at) => found("theft", 30, false, `EXF-0${at}`)),
      total: 45,
      verdict: "warn",
    },
    {
      name: "the same rule in ten builds of the same code",
      findings: Array.from({ length: 10 }, () => found("theft", 30)),
      total: 30,
      verdict: "clean",
    },
    {
      name: "what is known of a release, added up and capped",
      findings: [25, 10, 15].map((points, at) => found("metadata", points, false, `META-0${at}`)),
      total: 40,
      verdict: "warn",
    },
    {
      name: "families add up",
      findings: [found("theft", 60), found("execution", 40)],
      total: 100,
      verdict: "block",
    },
    {
      name: "metadata is capped",
      findings: [found("metadata", 90), found("metadata", 90)],
      total: 40,
      verdict: "warn",
    },
    {
      name: "difference is capped",
      findings: [found("difference", 90)],
      total: 60,
      verdict: "warn",
    },
    { name: "hiding is capped", findings: [found("hiding", 90)], total: 70, verdict: "warn" },
    {
      name: "hiding of the blocking kind",
      findings: [found("hiding", 120)],
      total: 120,
      verdict: "block",
    },
    {
      name: "points without intent",
      findings: [found("metadata", 40), found("difference", 60)],
      total: 100,
      verdict: "warn",
    },
    {
      name: "weak intent beside hiding",
      findings: [found("hiding", 70), found("text", 30)],
      total: 100,
      verdict: "warn",
    },
    {
      name: "weak structure beside metadata",
      findings: [found("structure", 60), found("metadata", 40)],
      total: 100,
      verdict: "warn",
    },
    { name: "strong structure", findings: [found("structure", 100)], total: 100, verdict: "block" },
  ])("$name", ({ findings, total, verdict }) => {
    expect(score(findings)).toEqual({ total, verdict });
  });
});

describe("strictness", () => {
  test.each<[string, readonly Finding[], Strictness, Verdict]>([
    ["relaxed serves with a word", [found("theft", 120)], "relaxed", "warn"],
    ["relaxed blocks what is worse", [found("theft", 130)], "relaxed", "block"],
    ["relaxed changes no rule that blocks alone", [found("theft", 5, true)], "relaxed", "block"],
    ["strict blocks earlier", [found("theft", 70)], "strict", "block"],
    [
      "strict holds what only looks bad",
      [found("difference", 60), found("metadata", 40)],
      "strict",
      "block",
    ],
    [
      "standard serves what only looks bad",
      [found("difference", 60), found("metadata", 40)],
      "standard",
      "warn",
    ],
  ])("%s", (_, findings, strictness, verdict) => {
    expect(score(findings, strictness).verdict).toBe(verdict);
  });
});

describe("what only happens to be in one package", () => {
  const loose = (family: Family, points: number): Finding => ({
    ...found(family, points),
    proximity: "component",
  });

  test("warns and never blocks, however much of it there is", () => {
    const findings = [loose("theft", 90), loose("execution", 90), loose("agent", 90)];
    expect(score(findings)).toEqual({ verdict: "warn", total: 270 });
  });

  test("does not carry a weak finding over the line", () => {
    expect(score([found("theft", 60), loose("execution", 90)]).verdict).toBe("warn");
  });
});

describe("what somebody has to start or to call", () => {
  const asked = (family: Family, points: number, surface: Hit["surface"]): Finding => ({
    ...found(family, points),
    surface,
  });
  const many = (points: number) => [
    asked("theft", points, "call"),
    asked("execution", points, "cli"),
    asked("persistence", points, "cli"),
  ];

  test("warns and never blocks where all of it is weak, however much of it there is", () => {
    const findings = [found("text", 60), ...many(39)];
    expect(score(findings)).toEqual({ verdict: "warn", total: 177 });
  });

  test("adds up where each of it is worth a word", () => {
    expect(score(many(40)).verdict).toBe("block");
  });

  test("adds up where nobody has to start it", () => {
    const findings = many(39).map((one) => ({ ...one, surface: "load" as const }));
    expect(score([...findings, found("agent", 40)]).verdict).toBe("block");
  });
});

describe("toFinding", () => {
  test("takes what the hit leaves out from the rule", () => {
    expect(toFinding(meta("theft", 70), { ...hit, line: 3 })).toEqual({
      ruleId: "X-01",
      family: "theft",
      severity: "high",
      points: 70,
      solo: false,
      surface: "load",
      file: null,
      line: 3,
      column: null,
      excerpt: null,
      message: "Something.",
      advice: "Some advice.",
      explainedBy: null,
      proximity: null,
      chain: [],
      isNew: false,
    });
  });

  test.each([
    {
      name: "an explained hit weighs nothing",
      from: { ...hit, explainedBy: "R1" },
      points: 0,
      solo: false,
    },
    {
      name: "an explained hit may keep points",
      from: { ...hit, explainedBy: "R1", points: 20 },
      points: 20,
      solo: false,
    },
    {
      name: "a hit may be weaker than its rule",
      from: { ...hit, points: 40, solo: false },
      points: 40,
      solo: false,
    },
    {
      name: "what blocks alone keeps a hundred points",
      from: { ...hit, points: 40 },
      points: 100,
      solo: true,
    },
  ])("$name", ({ from, points, solo }) => {
    expect(toFinding(meta("theft", 100, true), from)).toMatchObject({ points, solo });
  });
});
