import { describe, expect, test } from "vitest";
import { noCapabilities } from "../../src/intent/entry.ts";
import {
  defaultPackPolicy,
  type PackPolicy,
  type PolicySubject,
} from "../../src/intent/pack-policy.ts";
import { decide, type Facts, type KnownBad, noRules } from "../../src/policy/decide.ts";

const now = new Date("2026-06-10T00:00:00.000Z");
const before = new Date("2026-06-09T00:00:00.000Z");
const after = new Date("2026-06-11T00:00:00.000Z");
const day = 24 * 3600 * 1000;

const clean: Facts = {
  scan: { verdict: "clean", ruleIds: [] },
  ruling: null,
  knownBad: null,
  publishedAt: before,
  isRewritten: false,
  isDisabled: false,
  subject: null,
  rules: noRules,
};
const block: Facts = { ...clean, scan: { verdict: "block", ruleIds: ["INS-01"] } };
const decidedAt = before.toISOString();
const approve = { decision: "approve", decidedAt, expiresAt: null } as const;
const reject = { decision: "reject", decidedAt, expiresAt: null } as const;
const listedAt = (since: Date): KnownBad => ({
  kind: "advisory",
  id: "MAL-2026-1",
  reason: "",
  isLocal: false,
  since: since.toISOString(),
});
const young = { ...noRules, minimumAgeMs: 2 * day };
const frozen = { ...noRules, frozenAt: new Date(before.getTime() - 1) };
const banned = { ...noRules, isBanned: true };

const subject: PolicySubject = {
  id: "acme.bot",
  isVerified: false,
  signerId: "ann",
  risk: "medium",
  capabilities: { ...noCapabilities, network: "outbound" },
};
const permissive = { ...defaultPackPolicy, allowUnverifiedInstalls: true };
const limits = (more: Partial<PackPolicy>) => ({ ...noRules, limits: { ...permissive, ...more } });
const denied = { ...noRules, listing: "denied" } as const;

const serve = { outcome: "serve" };
const refuse = (...codes: string[]) => ({
  outcome: "hide",
  because: "policy",
  until: null,
  reasons: codes.map((code) => ({ code, sentence: expect.any(String) })),
});
const hold = (because: string) => ({ outcome: "hold", because });
const hide = (because: string, until: Date | null = null) => ({ outcome: "hide", because, until });

describe("decide", () => {
  test.each<[string, Facts, object]>([
    ["what was scanned and is clean is served", clean, serve],
    ["what the scan blocks is held", block, hold("scan")],
    ["an approval outweighs the scan", { ...block, ruling: approve }, serve],
    [
      "one until now no longer does",
      { ...block, ruling: { ...approve, expiresAt: now } },
      hold("scan"),
    ],
    ["one until later does", { ...block, ruling: { ...approve, expiresAt: after } }, serve],
    ["a rejection outweighs a clean scan", { ...clean, ruling: reject }, hold("rejected")],
    ["what replaced other bytes is held", { ...clean, isRewritten: true }, hold("rewritten")],
    ["until it is approved", { ...clean, isRewritten: true, ruling: approve }, serve],
    ["a young release is hidden until it is old", { ...clean, rules: young }, hide("age", after)],
    ["an approval outweighs its age", { ...clean, rules: young, ruling: approve }, serve],
    [
      "a release of unknown age is young",
      { ...clean, rules: young, publishedAt: null },
      hide("age"),
    ],
    ["an old one is served", { ...clean, rules: { ...young, minimumAgeMs: day } }, serve],
    ["what came after the freeze is hidden", { ...clean, rules: frozen }, hide("frozen")],
    [
      "what came at that moment is not",
      { ...clean, rules: { ...frozen, frozenAt: before } },
      serve,
    ],
    ["a hold says more than an age", { ...block, rules: young }, hold("scan")],
    ["the bytes of what is disabled are served", { ...clean, isDisabled: true }, serve],
    [
      "what is listed as bad is held, clean or not",
      { ...clean, knownBad: listedAt(before) },
      { ...hold("known_bad"), bad: listedAt(before) },
    ],
    [
      "an approval from before the listing does not know it",
      { ...clean, knownBad: listedAt(now), ruling: approve },
      { ...hold("known_bad"), bad: listedAt(now) },
    ],
    [
      "one from after it outweighs it",
      { ...block, knownBad: listedAt(new Date(before.getTime() - 1)), ruling: approve },
      serve,
    ],
    ["a ban outweighs an approval", { ...clean, rules: banned, ruling: approve }, hide("banned")],
  ])("%s", (_, facts, decision) => {
    expect(decide(facts, "bytes", now)).toEqual(decision);
  });

  test.each<[string, Facts, object]>([
    ["limits that it keeps let it through", { ...clean, subject, rules: limits({}) }, serve],
    [
      "limits that it passes hide it, each with its reason",
      { ...clean, subject, rules: limits({ maxRisk: "low", allowUnverifiedInstalls: false }) },
      refuse("unverified", "risk_exceeds_max"),
    ],
    [
      "a signer that no key verified is on no list",
      { ...clean, subject, rules: limits({ allowedSigners: ["ann"] }) },
      refuse("signer_not_allowed"),
    ],
    [
      "one that a key verified is",
      {
        ...clean,
        subject: { ...subject, isVerified: true },
        rules: limits({ allowedSigners: ["ann"] }),
      },
      serve,
    ],
    ["no subject is measured by no limits", { ...clean, rules: limits({ maxRisk: "low" }) }, serve],
    ["no limits measure no subject", { ...clean, subject }, serve],
    [
      "an approval lifts no limits",
      { ...clean, subject, rules: limits({ maxRisk: "low" }), ruling: approve },
      refuse("risk_exceeds_max"),
    ],
    [
      "a hold says more than limits",
      { ...block, subject, rules: limits({ maxRisk: "low" }) },
      hold("scan"),
    ],
    [
      "so does a list of what is bad",
      { ...clean, subject, rules: limits({ maxRisk: "low" }), knownBad: listedAt(before) },
      { ...hold("known_bad"), bad: listedAt(before) },
    ],
    [
      "limits say more than an age",
      { ...clean, subject, rules: { ...young, limits: { ...permissive, maxRisk: "low" } } },
      refuse("risk_exceeds_max"),
    ],
    ["a denied name is hidden", { ...clean, rules: denied }, refuse("package_denied")],
    ["held or not", { ...block, rules: denied, ruling: approve }, refuse("package_denied")],
    [
      "listed as bad or not",
      { ...clean, rules: denied, knownBad: listedAt(before) },
      refuse("package_denied"),
    ],
    [
      "so is one that is on no list",
      { ...clean, rules: { ...noRules, listing: "not_allowed" } },
      refuse("package_not_allowed"),
    ],
    ["a ban is told first", { ...clean, rules: { ...denied, isBanned: true } }, hide("banned")],
  ])("%s", (_, facts, decision) => {
    expect(decide(facts, "bytes", now)).toEqual(decision);
    expect(decide(facts, "metadata", now)).toEqual(decision);
  });

  test("what nobody scanned may be listed, but its bytes not be served, approved or not", () => {
    const unscanned: Facts = { ...clean, scan: null };
    expect(decide(unscanned, "metadata", now)).toEqual(serve);
    expect(decide(unscanned, "bytes", now)).toEqual(hold("unscanned"));
    expect(decide({ ...unscanned, ruling: approve }, "bytes", now)).toEqual(hold("unscanned"));
  });
});
