import { describe, expect, test } from "vitest";
import { startClock } from "../support/clock.ts";
import { at, type ExpertRegistry, expertOf, startExperts } from "../support/experts.ts";
import { startRegistry } from "../support/registry.ts";
import { changeTrust, testSigner, writeTrust } from "../support/trust.ts";
import { startUpstream } from "../support/upstream.ts";

/** High risk: what its skill does is not known. */
const highSkills = {
  tool: { type: "mcpStdioSkill", description: "A tool", command: "npx", packageName: "some-tool" },
};
const lowSkills = {
  "@perstack/base": {
    type: "mcpStdioSkill",
    description: "Thinks",
    command: "npx",
    packageName: "@perstack/base",
    pick: ["think"],
  },
};

/** acme has an Expert of low risk and one of high risk, neither signed. */
async function experts() {
  const clock = startClock();
  const here = await startExperts({
    now: clock.now,
    config: { experts: { require_base_skill: false } },
  });
  await here.publish("@acme/low", "1.0.0", { skills: lowSkills });
  await here.publish("@acme/high", "1.0.0", { skills: highSkills });
  const reaches = async (name: string) => {
    const [packument, tarball, why, perstack] = [
      await here.registry.fetch(`/${name.replace("/", "%2f")}`),
      await here.registry.tarball(name, "1.0.0"),
      (await (await here.registry.fetch(`/-/why/${name}@1.0.0`)).json()) as {
        version: { state: string; reasons: { code: string }[] };
      },
      await here.get(at(name)),
    ];
    return {
      statuses: [packument.status, tarball.status, perstack.status],
      refusal: tarball.status === 200 ? null : ((await tarball.json()) as object),
      reasons: why.version.reasons.map(({ code }) => code),
    };
  };
  const search = async () => {
    const found = await here.registry.fetch("/-/v1/search?text=acme");
    const { objects } = (await found.json()) as { objects: { package: { name: string } }[] };
    return objects.map((hit) => hit.package.name).sort();
  };
  const list = async () =>
    (await here.get("")).body.data?.experts?.map(({ name }) => name).sort() ?? [];
  return { here, clock, reaches, search, list, [Symbol.asyncDispose]: () => dispose(here) };
}

const dispose = (here: ExpertRegistry) => here[Symbol.asyncDispose]();

const served = { statuses: [200, 200, 200], refusal: null, reasons: [] };

describe("what the policy asks of Experts", () => {
  test.each<[string, string, string[], string[]]>([
    ["no file lets every Expert through", "", [], []],
    ["so does a file that says nothing about them", '[release]\nminimum_age = "7d"\n', [], []],
    ["permission says no more than that", "allow_unverified_installs = true\n", [], []],
    [
      "asking for verification keeps the unsigned out",
      "allow_unverified_installs = false\n",
      ["unverified"],
      ["unverified"],
    ],
    ["the risk of one is within the policy", 'max_risk = "medium"\n', [], ["risk_exceeds_max"]],
    [
      "what cannot be known counts as every capability",
      'allowed_capabilities = { network = "none" }\n',
      [],
      ["capability_exceeds"],
    ],
    [
      "each kind that is exceeded is told",
      '[allowed_capabilities]\nfilesystem = "none"\nsubprocess = "none"\n',
      [],
      ["capability_exceeds", "capability_exceeds"],
    ],
    ["a list of ids", 'allowed_packs = ["acme.low"]\n', [], ["pack_not_allowed"]],
    ["that may also be package names", 'allowed_packs = ["@acme/low"]\n', [], ["pack_not_allowed"]],
    [
      "an empty list of signers allows nobody",
      "allowed_signers = []\n",
      ["signer_not_allowed"],
      ["signer_not_allowed"],
    ],
    [
      "a list of packages to allow is not about Experts",
      '[packages]\nallow = ["lodash"]\n',
      [],
      [],
    ],
    ["one to deny is", '[packages]\ndeny = ["@acme/h*"]\n', [], ["package_denied"]],
    ["the limits of packages are not about Experts", '[packages]\nmax_risk = "low"\n', [], []],
    [
      "everything at once, in the order of the contract",
      'allow_unverified_installs = false\nmax_risk = "low"\nallowed_packs = []\nallowed_signers = []\n',
      ["unverified", "pack_not_allowed", "signer_not_allowed"],
      ["unverified", "pack_not_allowed", "signer_not_allowed", "risk_exceeds_max"],
    ],
  ])("%s", async (_, policy, low, high) => {
    await using w = await experts();
    changeTrust(w.here.registry, w.clock, "policy.toml", policy);
    for (const [name, against] of [
      ["@acme/low", low],
      ["@acme/high", high],
    ] as const) {
      const found = await w.reaches(name);
      if (against.length === 0) expect(found).toEqual(served);
      else {
        expect(found).toMatchObject({ statuses: [403, 403, 404], reasons: against });
        expect(found.refusal).toMatchObject({
          code: "policy_blocked",
          error: expect.stringContaining("trust/policy.toml"),
          reasons: against.map((code) => ({ code })),
        });
      }
    }
  });

  test.each(["search", "list"] as const)(
    "is followed by %s, when it changes and when it goes away",
    async (kind) => {
      await using w = await experts();
      expect(await w[kind]()).toEqual(["@acme/high", "@acme/low"]);
      changeTrust(w.here.registry, w.clock, "policy.toml", 'max_risk = "low"\n');
      await expect.poll(w[kind]).toEqual(["@acme/low"]);
      changeTrust(w.here.registry, w.clock, "policy.toml", "");
      await expect.poll(w[kind]).toEqual(["@acme/high", "@acme/low"]);
    },
  );

  test("is shown to who looks for a purpose: what it keeps out is found, and said to be blocked", async () => {
    await using w = await experts();
    const labels = async () => {
      const response = await w.here.registry.fetch("/-/intent/discover?q=acme");
      const { results } = (await response.json()) as {
        results: { id: string; trust: { status: string; policy_reasons: { code: string }[] } }[];
      };
      const told = results.map(({ id, trust }) => [
        id,
        trust.status,
        trust.status === "blocked" ? trust.policy_reasons.map(({ code }) => code) : [],
      ]);
      return told.sort();
    };
    const before = await labels();
    changeTrust(w.here.registry, w.clock, "policy.toml", 'max_risk = "low"\n');
    expect([before, await labels()]).toEqual([
      [
        ["acme.high", "untrusted", []],
        ["acme.low", "untrusted", []],
      ],
      [
        ["acme.high", "blocked", ["risk_exceeds_max"]],
        ["acme.low", "untrusted", []],
      ],
    ]);
    changeTrust(w.here.registry, w.clock, "policy.toml", '[packages]\ndeny = ["@acme/*"]\n');
    expect(await labels()).toEqual([]);
  });

  test("that is bad leaves the last good one in force", async () => {
    await using w = await experts();
    changeTrust(w.here.registry, w.clock, "policy.toml", 'max_risk = "low"\n');
    const before = await w.reaches("@acme/high");
    changeTrust(w.here.registry, w.clock, "policy.toml", 'max_risk = "none"\n');
    const after = await w.reaches("@acme/high");
    expect([before.statuses, after.statuses]).toEqual([
      [403, 403, 404],
      [403, 403, 404],
    ]);
    const said = w.here.registry.logged.find(({ msg }) => String(msg).includes("is bad"));
    expect(said).toMatchObject({
      level: 50,
      reason: expect.stringContaining("policy.toml:1: max_risk"),
    });
  });

  test("is told of every version that it hides, and hides one version alone", async () => {
    await using w = await experts();
    await w.here.publish("@acme/low", "2.0.0", { skills: highSkills });
    changeTrust(w.here.registry, w.clock, "policy.toml", 'max_risk = "low"\n');
    const { versions, ...rest } = await w.here.registry.packument("@acme/low");
    expect(Object.keys(versions)).toEqual(["1.0.0"]);
    expect(rest["dist-tags"]).toEqual({ latest: "1.0.0" });
    const message = expect.stringContaining("its risk is high, and the policy allows low at most");
    expect(rest["policyRestrictions"]).toMatchObject({ message });
  });

  test("no approval of a person lifts it, which is about findings", async () => {
    await using w = await experts();
    changeTrust(w.here.registry, w.clock, "policy.toml", 'max_risk = "low"\n');
    const path = `/-/admin/quarantine/${encodeURIComponent("@acme/high@1.0.0")}/approve`;
    await w.here.registry.asOwner(path, { method: "POST", json: { reason: "please" } });
    expect((await w.reaches("@acme/high")).statuses).toEqual([403, 403, 404]);
  });
});

describe("who vouches for an Expert", () => {
  test("lets it through where the policy asks for a signature or a signer", async () => {
    await using w = await experts();
    const [ann, bob] = [testSigner("ann"), testSigner("bob")];
    changeTrust(w.here.registry, w.clock, "keys.toml", ann.table + bob.table);
    const { digest } = expertOf(await w.here.get(at("@acme/low")));
    for (const signer of [ann, bob]) {
      const json = signer.sign("@acme/low", "1.0.0", digest);
      const path = "/-/signature/@acme/low/1.0.0";
      expect(
        (await w.here.registry.fetch(path, { method: "PUT", token: w.here.key, json })).status,
      ).toBe(200);
    }
    const outcomes: unknown[] = [];
    for (const policy of [
      "allow_unverified_installs = false\n",
      'allowed_signers = ["bob"]\n',
      'allowed_signers = ["carol"]\n',
    ]) {
      changeTrust(w.here.registry, w.clock, "policy.toml", policy);
      outcomes.push((await w.reaches("@acme/low")).reasons);
    }
    expect(outcomes).toEqual([[], [], ["signer_not_allowed"]]);

    changeTrust(w.here.registry, w.clock, "policy.toml", 'allowed_signers = ["bob"]\n');
    changeTrust(w.here.registry, w.clock, "keys.toml", ann.table);
    expect((await w.reaches("@acme/low")).reasons).toEqual(["signer_not_allowed"]);
  });

  test("has to be verified: a name alone is on no list", async () => {
    await using w = await experts();
    const ann = testSigner("ann");
    const { digest } = expertOf(await w.here.get(at("@acme/low")));
    const json = ann.sign("@acme/low", "1.0.0", digest);
    await w.here.registry.fetch("/-/signature/@acme/low/1.0.0", {
      method: "PUT",
      token: w.here.key,
      json,
    });
    changeTrust(w.here.registry, w.clock, "policy.toml", 'allowed_signers = ["ann"]\n');
    expect((await w.reaches("@acme/low")).reasons).toEqual(["signer_not_allowed"]);
  });
});

describe("what the policy asks of packages", () => {
  test.each<[string, string, Record<string, number>]>([
    ["deny", 'deny = ["l*"]', { lib: 403, tool: 200, "@acme/own": 200 }],
    ["deny published here", 'deny = ["@acme/*"]', { lib: 200, tool: 200, "@acme/own": 403 }],
    ["allow", 'allow = ["lib", "@acme/*"]', { lib: 200, tool: 403, "@acme/own": 200 }],
    ["allow nothing", "allow = []", { lib: 403, tool: 403, "@acme/own": 403 }],
    ["deny outweighs allow", 'allow = ["**"]\ndeny = ["lib"]', { lib: 403, tool: 200 }],
  ])("%s", async (_, lines, wanted) => {
    await using upstream = startUpstream();
    upstream.add("lib", "1.0.0", {});
    upstream.add("tool", "1.0.0", {});
    await using registry = await startRegistry({ upstream });
    await registry.publish("@acme/own", "1.0.0");
    writeTrust(registry, "policy.toml", `[packages]\n${lines}\n`);
    await using again = await startRegistry({ upstream, home: registry.home });
    for (const [name, status] of Object.entries(wanted)) {
      const found = await again.fetch(`/${name.replace("/", "%2f")}`);
      expect([name, found.status]).toEqual([name, status]);
      const refused = status === 403 ? await again.tarball(name, "1.0.0") : null;
      if (refused !== null) expect(await refused.json()).toMatchObject({ code: "policy_blocked" });
    }
    expect(upstream.requests.filter(({ path }) => path.endsWith(".tgz"))).toEqual([]);
  });

  test.each([
    ["max_risk", 'max_risk = "medium"', ["risk_exceeds_max"]],
    [
      "allowed_capabilities",
      'allowed_capabilities = { subprocess = "none" }',
      ["capability_exceeds"],
    ],
  ])("%s keeps out what nobody can tell, from its scan on", async (_, line, codes) => {
    await using upstream = startUpstream();
    upstream.add("lib", "1.0.0", { "index.js": "module.exports = (text) => new Function(text);" });
    upstream.add("plain", "1.0.0", { "index.js": "module.exports = (text) => text.length;" });
    const clock = startClock();
    await using registry = await startRegistry({ upstream, now: clock.now });
    writeTrust(registry, "policy.toml", `[packages]\n${line}\n`);
    clock.advance(1);
    const listed = (await registry.fetch("/lib")).status;
    const bytes = await registry.tarball("lib", "1.0.0");
    const report = await bytes.json();
    expect([listed, bytes.status, (await registry.fetch("/lib")).status]).toEqual([200, 403, 403]);
    expect(report).toMatchObject({
      code: "policy_blocked",
      reasons: codes.map((code) => ({ code })),
    });
    expect((await registry.tarball("plain", "1.0.0")).status).toBe(200);
    changeTrust(registry, clock, "policy.toml", "");
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(200);
  });
});

describe("trust/policy.toml", () => {
  test.each([
    ['max_risk = "none"\n', "policy.toml:1: max_risk"],
    ['\nallowed_signers = "ann"\n', "policy.toml:2: allowed_signers"],
    ["allow_unverified_installs = 1\n", "policy.toml:1: allow_unverified_installs"],
    [
      '[allowed_capabilities]\nsecrets = "none"\n',
      "policy.toml:2: allowed_capabilities.secrets: there is no",
    ],
    [
      '[allowed_capabilities]\nenv = "read"\nnetwork = "lots"\n',
      "policy.toml:3: allowed_capabilities.network",
    ],
    ['allowed_capabilities = { env = "write" }\n', "policy.toml:1: allowed_capabilities.env"],
    ['max_risk = "low"\n[packages]\nmax_risk = "tiny"\n', "policy.toml:3: packages.max_risk"],
    [
      '[packages.allowed_capabilities]\nenv = "all"\n',
      "policy.toml:2: packages.allowed_capabilities.env",
    ],
    ['allowed_packs = [\n  "@Acme/x y",\n]\n', "policy.toml:1: allowed_packs.0: write an id"],
    ['max_risks = "low"\n', "policy.toml:1: max_risks: there is no such setting"],
  ])("%j keeps a registry from starting, and says where", async (text, sentence) => {
    await using first = await startRegistry();
    writeTrust(first, "policy.toml", text);
    await expect(startRegistry({ home: first.home })).rejects.toThrow(sentence);
  });
});
