import { describe, expect, test } from "vitest";
import { noCapabilities } from "../../src/intent/entry.ts";
import {
  askPackPolicy,
  defaultPackPolicy,
  type PackPolicy,
  type PolicySubject,
} from "../../src/intent/pack-policy.ts";

const subject: PolicySubject = {
  id: "acme.tool",
  isVerified: true,
  signerId: "alice",
  risk: "medium",
  capabilities: { ...noCapabilities, network: "outbound" },
};
const none = { filesystem: "none", network: "none", env: "none", subprocess: "none" } as const;

const table: readonly (readonly [string, Partial<PackPolicy>, Partial<PolicySubject>, string[]])[] =
  [
    ["the default lets a verified one in", {}, {}, []],
    ["the default keeps an unverified one out", {}, { isVerified: false }, ["unverified"]],
    ["a policy may permit it", { allowUnverifiedInstalls: true }, { isVerified: false }, []],
    ["an empty list of packs allows none", { allowedPacks: [] }, {}, ["pack_not_allowed"]],
    ["a list of packs allows what is on it", { allowedPacks: ["acme.tool"] }, {}, []],
    ["an empty list of signers allows none", { allowedSigners: [] }, {}, ["signer_not_allowed"]],
    [
      "no signer is on no list",
      { allowedSigners: ["a"] },
      { signerId: null },
      ["signer_not_allowed"],
    ],
    ["a list of signers allows who is on it", { allowedSigners: ["alice"] }, {}, []],
    ["the same risk is within the policy", { maxRisk: "medium" }, {}, []],
    ["a higher risk is not", { maxRisk: "low" }, {}, ["risk_exceeds_max"]],
    ["a level above the allowed", { allowedCapabilities: none }, {}, ["capability_exceeds"]],
    [
      "everything at once, in the contract's order",
      { allowedPacks: [], allowedSigners: [], maxRisk: "low", allowedCapabilities: none },
      { isVerified: false, capabilities: { ...noCapabilities, filesystem: "read", env: "read" } },
      [
        "unverified",
        "pack_not_allowed",
        "signer_not_allowed",
        "risk_exceeds_max",
        "capability_exceeds",
        "capability_exceeds",
      ],
    ],
  ];

describe("askPackPolicy", () => {
  test.each(table)("%s", (_, policy, changes, against) => {
    const answer = askPackPolicy({ ...defaultPackPolicy, ...policy }, { ...subject, ...changes });
    expect(answer.isAllowed).toBe(against.length === 0);
    if (against.length > 0) expect(answer.reasons.map(({ code }) => code)).toEqual(against);
  });

  test("says what speaks for it", () => {
    const policy = { ...defaultPackPolicy, allowedPacks: [subject.id], allowedSigners: ["alice"] };
    expect(askPackPolicy(policy, subject).reasons.map(({ code }) => code)).toEqual([
      "verified",
      "risk_allowed",
      "capabilities_allowed",
      "pack_allowed",
      "signer_allowed",
    ]);
  });
});
