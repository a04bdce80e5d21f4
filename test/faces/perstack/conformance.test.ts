import { describe, expect, test } from "vitest";
import { findReport } from "../../../src/gate/reports.store.ts";
import { parsePackageName } from "../../../src/names/package-name.ts";
import { insertHold } from "../../../src/quarantine/quarantine.store.ts";
import { startClock } from "../../support/clock.ts";
import { at, baseSkill, definition, expertOf, root, startExperts } from "../../support/experts.ts";

/*
 * The checklist of perstack-registry §16, in its order: 1-3 "paths and bodies"; 4-6 "resources"; 7 "keys";
 * 8 "tags"; 9 "status"; 10 "write-once"; 11 "delegates"; 12-14 in validation.test.ts ("the list", "what
 * may be published", "errors are …"). previous-generation.test.ts is §15.
 */

describe("paths and bodies", () => {
  test.each([
    ["my-expert", "1.0.0"],
    ["my-expert", "1.0.0-rc.1"],
  ])("an unscoped key is found encoded, and by name alone: %s@%s", async (name, version) => {
    await using experts = await startExperts();
    expertOf(await experts.publish(name, version, {}, experts.registry.token));

    expect(expertOf(await experts.get(`/${name}%40${version}`)).key).toBe(`${name}@${version}`);
    expect(expertOf(await experts.get(`/${name}`)).key).toBe(`${name}@${version}`);
  });

  test.each([
    "/%40acme%2Fx%401.0.0-rc.1%2Bb.2",
    "/%40acme%2fx%401.0.0-rc.1",
    "/@acme%2Fx@1.0.0-rc.1",
    "/@acme/x@1.0.0-rc.1",
    "/@acme/x@1.0.0-rc.1/",
    "/%40acme%2Fx%401.0.0-rc.1/",
    "/%40acme%2Fx",
    "/@acme/x",
  ])("a scoped key is one segment, however it is spelt: %s", async (path) => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/x", "1.0.0-rc.1+b.2"));

    expect(expertOf(await experts.get(path)).name).toBe("@acme/x");
  });

  test.each([
    ["GET", ""],
    ["GET", "/"],
    ["GET", "?take=5"],
    ["GET", "/?take=5"],
    ["POST", ""],
    ["POST", "/"],
  ])("both slash styles are served without a redirect: %s %s", async (method, path) => {
    await using experts = await startExperts();
    const json = definition("@acme/a", "1.0.0");
    const sent = method === "POST" ? { json, token: experts.key } : {};

    expect((await experts.call(method, path, sent)).status).toBe(200);
  });

  test("a doubled slash in front is tolerated, as a base URL may end in one", async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));

    const response = await experts.registry.fetch(`/${root}/%40acme%2Fa`);

    expect(response.status).toBe(200);
  });

  test("GET and DELETE with a JSON content type and no body are served", async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));

    expect((await experts.get(at("@acme/a@1.0.0"))).status).toBe(200);
    expect((await experts.remove("@acme/a@1.0.0")).status).toBe(200);
  });

  test("DELETE answers 200 with an empty object, never 204", async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));

    expect(await experts.remove("@acme/a@1.0.0")).toEqual({ status: 200, body: {} });
  });
});

describe("resources", () => {
  test("a published Expert comes back whole", async () => {
    await using experts = await startExperts();

    const published = expertOf(await experts.publish("@acme/a", "1.0.0"));

    expect(published).toMatchObject({
      type: "registryExpert",
      key: "@acme/a@1.0.0",
      name: "@acme/a",
      version: "1.0.0",
      minRuntimeVersion: "v1.0",
      status: "available",
      description: "What @acme/a is for",
      instruction: "Read what you are given and answer in one sentence.",
      delegates: [],
      tags: ["latest"],
      owner: { name: "acme" },
    });
    expect(published.id).toMatch(/^[a-z][a-z0-9]{23}$/);
    expect(published.owner.organizationId).toMatch(/^[a-z][a-z0-9]{23}$/);
    for (const date of [published.createdAt, published.updatedAt, published.owner.createdAt]) {
      expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
    expect(expertOf(await experts.get(at("@acme/a@latest")))).toEqual(published);
  });

  test("owner.name is absent rather than null, and minRuntimeVersion exactly v1.0", async () => {
    await using experts = await startExperts();

    const mine = expertOf(await experts.publish("mine", "1.0.0", {}, experts.registry.token));

    expect(Object.keys(mine.owner).sort()).toEqual(["createdAt", "organizationId"]);
    expect(mine.minRuntimeVersion).toBe("v1.0");
  });

  test("defaults of skills and the names of interactive tools are in every answer", async () => {
    await using experts = await startExperts();
    const skills = {
      "@perstack/base": baseSkill,
      remote: {
        type: "mcpSseSkill",
        description: "Elsewhere",
        endpoint: "https://mcp.example.com/sse",
      },
      ask: {
        type: "interactiveSkill",
        description: "Asks",
        tools: { askUser: { description: "Asks", inputJsonSchema: '{"type":"object"}' } },
      },
    };
    const published = expertOf(await experts.publish("@acme/a", "1.0.0", { skills }));
    const listed = (await experts.get("/")).body.data?.experts?.[0];

    for (const expert of [published, expertOf(await experts.get(at("@acme/a"))), listed]) {
      expect(expert?.skills["@perstack/base"]).toEqual({
        ...baseSkill,
        pick: [],
        omit: [],
        requiredEnv: [],
        args: [],
        lazyInit: false,
      });
      expect(expert?.skills["remote"]).toEqual({ ...skills.remote, pick: [], omit: [] });
      expect(expert?.skills["ask"]).toMatchObject({ tools: { askUser: { name: "askUser" } } });
    }
  });

  test("list items are full Experts", async () => {
    await using experts = await startExperts();
    const published = expertOf(await experts.publish("@acme/a", "1.0.0"));

    expect((await experts.get("/")).body).toEqual({
      data: { experts: [published] },
      meta: { total: 1, take: 100, skip: 0 },
    });
  });

  test("versions are digests, the highest first, with latest as a version string", async () => {
    const clock = startClock();
    await using experts = await startExperts({ now: clock.now });
    for (const version of ["1.0.0", "2.0.0", "10.0.0", "2.0.1-rc.1"]) {
      clock.advance(60);
      expertOf(await experts.publish("@acme/a", version));
    }

    const { status, body } = await experts.get(`${at("@acme/a@1.0.0")}/versions`);

    expect(status).toBe(200);
    expect(body.meta).toEqual({ total: 4 });
    expect(body.data?.latest).toBe("2.0.1-rc.1");
    const versions = body.data?.versions ?? [];
    expect(versions.map(({ version }) => version)).toEqual([
      "10.0.0",
      "2.0.1-rc.1",
      "2.0.0",
      "1.0.0",
    ]);
    for (const digest of versions) {
      expect(digest.type).toBe("expertDigest");
      expect(digest.tags).toEqual(digest.version === "2.0.1-rc.1" ? ["latest"] : []);
      for (const absent of ["status", "instruction", "skills", "delegates"]) {
        expect(digest).not.toHaveProperty(absent);
      }
    }
  });
});

describe("keys", () => {
  test.each(["areg_unknown", "x"])("a bad key on a read is ignored: %s", async (token) => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));

    for (const path of ["/", at("@acme/a"), `${at("@acme/a")}/versions`]) {
      expect((await experts.call("GET", path, { token })).status).toBe(200);
    }
  });

  test.each([
    ["POST", "/"],
    ["POST", at("@acme/a@1.0.0")],
    ["DELETE", at("@acme/a@1.0.0")],
  ])(
    "a missing or bad key on a write is 401 with the fixed reason: %s %s",
    async (method, path) => {
      await using experts = await startExperts();
      for (const sent of [{}, { token: "areg_unknown" }, { json: { any: 1 } }]) {
        const { status, body } = await experts.call(method, path, sent);
        expect({ status, ...body }).toMatchObject({
          status: 401,
          code: 401,
          error: "Unauthorized",
          reason: "Failed to authenticate",
        });
      }
    },
  );

  test("a key writes in its own organization alone", async () => {
    await using experts = await startExperts();
    const other = await experts.keyOf("other");
    expertOf(await experts.publish("@acme/a", "1.0.0"));

    const attempts = [
      await experts.publish("@acme/a", "1.0.1", {}, other),
      await experts.publish("@acme/new", "1.0.0", {}, other),
      await experts.publish("unscoped", "1.0.0", {}, other),
      await experts.update("@acme/a@1.0.0", { status: "disabled" }, other),
      await experts.update("@acme/a@1.0.0", { tags: ["mine"] }, other),
      await experts.remove("@acme/a@1.0.0", other),
    ];

    for (const { status, body } of attempts) {
      expect({ status, error: body.error }).toEqual({ status: 400, error: "Bad Request" });
    }
    expect(expertOf(await experts.get(at("@acme/a")))).toMatchObject({
      key: "@acme/a@1.0.0",
      status: "available",
      tags: ["latest"],
    });
  });
});

describe("tags", () => {
  test('["latest"] is accepted on publish; ["stable"] and [] on the newest version', async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0", { tags: ["latest"] }));
    expertOf(await experts.publish("@acme/a", "2.0.0", { tags: ["latest"] }));

    expect(expertOf(await experts.update("@acme/a@2.0.0", { tags: ["stable"] })).tags).toEqual([
      "latest",
      "stable",
    ]);
    expect(expertOf(await experts.get(at("@acme/a@stable"))).version).toBe("2.0.0");
    expect(expertOf(await experts.update("@acme/a@2.0.0", { tags: [] })).tags).toEqual(["latest"]);
    expect((await experts.get(at("@acme/a@stable"))).status).toBe(404);
    expect(expertOf(await experts.update("@acme/a@2.0.0", { tags: ["latest"] })).tags).toEqual([
      "latest",
    ]);
  });

  test('["latest"] is refused on a version that is not the newest', async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));
    expertOf(await experts.publish("@acme/a", "2.0.0"));

    const { status, body } = await experts.update("@acme/a@1.0.0", { tags: ["latest", "old"] });

    expect({ status, ...body }).toMatchObject({
      status: 400,
      error: "Bad Request",
      reason: "latest is assigned by the registry",
    });
    expect(expertOf(await experts.get(at("@acme/a@1.0.0"))).tags).toEqual([]);
  });

  test("a tag moves to the version that is given it, and npm sees the same", async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0", { tags: ["stable"] }));
    expertOf(await experts.publish("@acme/a", "2.0.0", { tags: ["beta"] }));

    expertOf(await experts.update("@acme/a@2.0.0", { tags: ["stable", "beta"] }));

    expect(expertOf(await experts.get(at("@acme/a@1.0.0"))).tags).toEqual([]);
    expect((await experts.registry.packument("@acme/a"))["dist-tags"]).toEqual({
      latest: "2.0.0",
      beta: "2.0.0",
      stable: "2.0.0",
    });
  });

  test("latest goes with the time of publishing, and to the last published when its holder goes", async () => {
    const clock = startClock();
    await using experts = await startExperts({ now: clock.now });
    for (const version of ["2.0.0", "3.0.0", "1.0.1"]) {
      clock.advance(60);
      expertOf(await experts.publish("@acme/a", version));
    }

    expect(expertOf(await experts.get(at("@acme/a"))).version).toBe("1.0.1");
    await experts.remove("@acme/a@1.0.1");
    expect(expertOf(await experts.get(at("@acme/a"))).version).toBe("3.0.0");
    await experts.remove("@acme/a@3.0.0");
    await experts.remove("@acme/a@2.0.0");
    expect((await experts.get(at("@acme/a"))).status).toBe(404);
  });

  test("eight tags are accepted, nine are not, and latest does not count", async () => {
    await using experts = await startExperts();
    const eight = Array.from({ length: 8 }, (_, index) => `tag-${index}`);
    expertOf(await experts.publish("@acme/a", "1.0.0", { tags: ["latest", ...eight] }));

    const nine = await experts.update("@acme/a@1.0.0", { tags: [...eight, "ninth"] });

    expect(nine.status).toBe(422);
  });
});

describe("status", () => {
  const moves: [from: string, to: string, reason: string | null][] = [
    ["available", "available", "status is already available"],
    ["available", "deprecated", null],
    ["available", "disabled", null],
    ["deprecated", "available", "a deprecated version cannot become available again"],
    ["deprecated", "deprecated", "status is already deprecated"],
    ["deprecated", "disabled", null],
    ["disabled", "available", "disabled is final"],
    ["disabled", "deprecated", "disabled is final"],
    ["disabled", "disabled", "disabled is final"],
  ];

  test.each(moves)("%s to %s: %s", async (from, to, reason) => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));
    if (from !== "available") expertOf(await experts.update("@acme/a@1.0.0", { status: from }));

    const { status, body } = await experts.update("@acme/a@1.0.0", { status: to });

    expect({ status, reason: body.reason ?? null }).toEqual({
      status: reason === null ? 200 : 400,
      reason,
    });
    const now = expertOf(await experts.get(at("@acme/a@1.0.0"))).status;
    expect(now).toBe(reason === null ? to : from);
  });

  test("disabled is still readable by version, by latest and in lists, but gone for npm", async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));
    expertOf(await experts.publish("@acme/a", "2.0.0"));
    expertOf(await experts.update("@acme/a@2.0.0", { status: "disabled" }));

    for (const key of ["@acme/a@2.0.0", "@acme/a", "@acme/a@latest"]) {
      expect(expertOf(await experts.get(at(key)))).toMatchObject({
        version: "2.0.0",
        status: "disabled",
        tags: ["latest"],
      });
    }
    expect((await experts.get("/")).body.data?.experts?.[0]?.status).toBe("disabled");
    expect(Object.keys((await experts.registry.packument("@acme/a")).versions)).toEqual(["1.0.0"]);
  });

  test("a deprecated version carries npm's warning", async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));
    expertOf(await experts.update("@acme/a@1.0.0", { status: "deprecated" }));

    const { versions } = await experts.registry.packument("@acme/a");
    expect(versions["1.0.0"]?.["deprecated"]).toEqual(expect.any(String));
  });

  test("status and tags change together or not at all", async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));
    expertOf(await experts.publish("@acme/a", "2.0.0"));

    const refusals = [
      await experts.update("@acme/a@1.0.0", { status: "deprecated", tags: ["latest"] }),
      await experts.update("@acme/a@1.0.0", { status: "available", tags: ["old"] }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([400, 400]);
    expect(expertOf(await experts.get(at("@acme/a@1.0.0")))).toMatchObject({
      status: "available",
      tags: [],
    });

    const both = { status: "deprecated", tags: ["old"] };
    expect(expertOf(await experts.update("@acme/a@1.0.0", both))).toMatchObject(both);
  });

  test("updatedAt changes with status and tags, createdAt never", async () => {
    const clock = startClock();
    await using experts = await startExperts({ now: clock.now });
    const published = expertOf(await experts.publish("@acme/a", "1.0.0"));
    clock.advance(60);
    const tagged = expertOf(await experts.update("@acme/a@1.0.0", { tags: ["other"] }));
    clock.advance(60);
    const moved = expertOf(await experts.update("@acme/a@1.0.0", { status: "deprecated" }));

    expect(new Set([published, tagged, moved].map((e) => e.updatedAt)).size).toBe(3);
    expect(new Set([published, tagged, moved].map((e) => e.createdAt)).size).toBe(1);
  });

  test("updatedAt changes with a tag that a publish or a removal takes or gives", async () => {
    const clock = startClock();
    await using experts = await startExperts({ now: clock.now });
    const first = async () => expertOf(await experts.get(at("@acme/a@1.0.0"))).updatedAt;
    expertOf(await experts.publish("@acme/a", "1.0.0", { tags: ["stable"] }));
    const times = [await first()];
    for (const change of [
      () => experts.publish("@acme/a", "2.0.0"),
      () => experts.publish("@acme/a", "3.0.0", { tags: ["stable"] }),
      () => experts.remove("@acme/a@3.0.0"),
      () => experts.remove("@acme/a@2.0.0"),
    ]) {
      clock.advance(60);
      expect((await change()).status).toBe(200);
      times.push(await first());
    }
    // The first publish took latest, the second stable; the last removal gave latest back.
    expect(times.map((time) => times.indexOf(time))).toEqual([0, 1, 2, 2, 4]);
  });
});

describe("write-once", () => {
  test("the same version twice is 400, with the same content and with another", async () => {
    await using experts = await startExperts();
    const first = expertOf(await experts.publish("@acme/a", "1.0.0"));

    for (const more of [{}, { instruction: "Something else." }]) {
      const { status, body } = await experts.publish("@acme/a", "1.0.0", more);
      expect({ status, error: body.error }).toEqual({ status: 400, error: "Bad Request" });
      expect(body.reason).toMatch(/^@acme\/a@1\.0\.0 is already published/);
    }
    expect(expertOf(await experts.get(at("@acme/a@1.0.0")))).toEqual(first);
  });

  test("the same version is 400 after its deletion too", async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));
    await experts.remove("@acme/a@1.0.0");

    expect((await experts.publish("@acme/a", "1.0.0")).status).toBe(400);
    expect((await experts.get(at("@acme/a@1.0.0"))).status).toBe(404);
    expect((await experts.remove("@acme/a@1.0.0")).status).toBe(404);
  });

  test("of two publishes of one version at the same time, one wins", async () => {
    await using experts = await startExperts();

    const answers = await Promise.all([1, 2, 3].map(() => experts.publish("@acme/a", "1.0.0")));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  });
});

describe("delegates", () => {
  test.each(["nobody", "@acme/none@1.0.0", "@acme/a@2.0.0", "@acme/a@unknown"])(
    "an unknown delegate is 400: %s",
    async (delegate) => {
      await using experts = await startExperts();
      expertOf(await experts.publish("@acme/a", "1.0.0"));

      const { status, body } = await experts.publish("@acme/b", "1.0.0", { delegates: [delegate] });

      expect({ status, error: body.error }).toEqual({ status: 400, error: "Bad Request" });
      expect(body.reason).toContain(delegate);
      expect((await experts.get(at("@acme/b"))).status).toBe(404);
    },
  );

  test("a disabled delegate counts as unknown", async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));
    expertOf(await experts.update("@acme/a@1.0.0", { status: "disabled" }));

    expect(
      (await experts.publish("@acme/b", "1.0.0", { delegates: ["@acme/a@1.0.0"] })).status,
    ).toBe(400);
  });

  test.each(["@acme/a@2.0.0", "@acme/a@stable", "@acme/a"])(
    "deletion with dependents is 400: %s",
    async (delegate) => {
      await using experts = await startExperts();
      expertOf(await experts.publish("@acme/a", "1.0.0"));
      expertOf(await experts.publish("@acme/a", "2.0.0", { tags: ["stable"] }));
      expertOf(await experts.publish("@acme/b", "1.0.0", { delegates: [delegate] }));

      const { status, body } = await experts.remove("@acme/a@2.0.0");

      expect({ status, error: body.error }).toEqual({ status: 400, error: "Bad Request" });
      expect(body.reason).toContain("@acme/b@1.0.0");
      expect((await experts.remove("@acme/a@1.0.0")).status).toBe(200);
      expertOf(await experts.update("@acme/b@1.0.0", { status: "disabled" }));
      expect((await experts.remove("@acme/a@2.0.0")).status).toBe(200);
    },
  );

  test("npm is refused to remove it too", async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));
    expertOf(await experts.publish("@acme/b", "1.0.0", { delegates: ["@acme/a@1.0.0"] }));
    const { _rev } = (await experts.registry.packument("@acme/a")) as unknown as { _rev: string };

    const response = await experts.registry.asOwner(`/@acme%2fa/-rev/${_rev}`, {
      method: "DELETE",
    });

    expect(response.status).toBe(403);
    expect(await response.text()).toContain("@acme/b@1.0.0");
  });
});

describe("what is held", () => {
  /** No definition is text that a scan holds today, so what a later rule would find is put there. */
  async function held() {
    const experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));
    const { integrity } = expertOf(await experts.publish("@acme/a", "2.0.0", { tags: ["stable"] }));
    const { app } = experts.registry;
    const role = { name: parsePackageName("@acme/a"), version: "2.0.0", integrity };
    const report = await findReport(app.db, role);
    if (report === null) throw new Error("there is no report");
    const hold = { ...role, origin: "hosted", size: 1 } as const;
    await app.db.write((tx) =>
      insertHold(tx, { ...hold, report: { ...report, verdict: "block" } }, "2026-01-01T00:00:00Z"),
    );
    app.events.emit("packageChanged", { name: role.name });
    return experts;
  }

  test("is not shown by any endpoint, and latest falls back to the newest that may be", async () => {
    await using experts = await held();

    for (const key of ["@acme/a@2.0.0", "@acme/a@stable"]) {
      const { status, body } = await experts.get(at(key));
      expect({ status, error: body.error }).toEqual({ status: 404, error: "Not Found" });
      expect(body.reason).toMatch(
        /^no expert matches @acme\/a@\S+ that may be shown\. Package blocked by security scan: @acme\/a@2\.0\.0/,
      );
    }
    expect(expertOf(await experts.get(at("@acme/a")))).toMatchObject({
      version: "1.0.0",
      tags: ["latest"],
    });
    const versions = await experts.get(`${at("@acme/a")}/versions`);
    expect(versions.body).toMatchObject({ data: { latest: "1.0.0" }, meta: { total: 1 } });
    const list = await experts.get("/");
    expect(list.body.data?.experts?.map(({ key }) => key)).toEqual(["@acme/a@1.0.0"]);
    expect(list.body.meta?.total).toBe(1);
  });

  test("is told as such to whoever publishes it, and its number is spent", async () => {
    await using experts = await held();

    const { status, body } = await experts.publish("@acme/a", "2.0.0");

    expect({ status, error: body.error }).toEqual({ status: 400, error: "Bad Request" });
    expect(body.reason).toMatch(/^Package blocked by security scan: @acme\/a@2\.0\.0/);
  });
});
