import { describe, expect, test } from "vitest";
import { startClock } from "../../support/clock.ts";
import {
  at,
  baseSkill,
  definition,
  type ExpertRegistry,
  expertOf,
  root,
  startExperts,
} from "../../support/experts.ts";

const texts: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  405: "Method Not Allowed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Validation Failed",
};

describe("errors are { code, error, reason } with a fixed error", () => {
  type Request = [method: string, path: string, body: unknown, status: number];
  const requests: Request[] = [
    ["GET", "/nobody", null, 404],
    ["GET", "/nobody/versions", null, 404],
    ["GET", at("@acme/a@9.9.9"), null, 404],
    ["GET", at("@acme/a@never"), null, 404],
    ["GET", at("@acme/a@1.0"), null, 404],
    ["GET", at("@acme/a@v1.0.0"), null, 404],
    ["GET", at("@acme/a@01.0.0"), null, 404],
    ["GET", "/a/b/c/d", null, 404],
    ["GET", "/@invalid", null, 422],
    ["GET", "/n%40", null, 422],
    ["GET", at("@acme/a@1.0.0@x"), null, 422],
    ["GET", at("Upper"), null, 422],
    ["GET", "/%ff", null, 422],
    ["GET", "/a%2540b", null, 422],
    ["GET", `/${"a".repeat(600)}`, null, 422],
    ["GET", at("__proto__"), null, 422],
    ["PUT", at("@acme/a"), {}, 405],
    ["POST", "/", "{", 422],
    ["POST", "/", "[]", 422],
    ["POST", "/", "null", 422],
    ["POST", "/", '"x"', 422],
    ["POST", "/", {}, 422],
    ["POST", at("@acme/a@1.0.0"), {}, 422],
    ["POST", at("@acme/a@1.0.0"), { status: "gone" }, 422],
    ["POST", at("@acme/a@1.0.0"), { tags: "x" }, 422],
    ["POST", at("@acme/a@1.0.0"), { tags: ["UPPER"] }, 422],
    ["POST", at("@acme/a@1.0.0"), { tags: [null] }, 422],
    ["POST", at("@acme/a@1.0.0"), { tags: ["v1"] }, 422],
    ["POST", at("@acme/a@9.9.9"), { status: "disabled" }, 404],
    ["POST", at("nobody"), { tags: [] }, 404],
    ["DELETE", at("@acme/a@9.9.9"), null, 404],
    ["DELETE", at("@acme/a"), null, 422],
    ["DELETE", at("@acme/a@latest"), null, 422],
  ];

  test.each(requests)("%s %s with %j is %d", async (method, path, body, status) => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));
    const sent = body === null ? {} : typeof body === "string" ? { body } : { json: body };

    const answer = await experts.call(method, path, { token: experts.key, ...sent });

    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    expect(answer.body).toMatchObject({ code: status, error: texts[status] });
    const { reason } = answer.body;
    if (status === 422) {
      const problem = { path: expect.any(String), message: expect.any(String) };
      expect(reason).toEqual(expect.arrayContaining([problem]));
    } else {
      expect(reason).toEqual(expect.any(String));
    }
    expect(expertOf(await experts.get(at("@acme/a"))).status).toBe("available");
  });

  test("a Host that is not ours is refused in the words of this protocol", async () => {
    await using experts = await startExperts();

    const { status, body } = await experts.call("GET", "/", { host: "evil.example" });

    expect({ status, error: body.error }).toEqual({ status: 400, error: "Bad Request" });
  });

  test("a body beyond the limit is 413, one of another type 415", async () => {
    await using experts = await startExperts();
    const large = { instruction: "x".repeat(5 * 1024 * 1024) };
    expect((await experts.publish("@acme/a", "1.0.0", large)).status).toBe(413);

    const headers = { "content-type": "text/plain" };
    const init = { token: experts.key, body: "{}", headers };
    expect((await experts.call("POST", "/", init)).status).toBe(415);
  });

  test("paths beside it are npm's", async () => {
    await using experts = await startExperts();

    const response = await experts.registry.fetch(`${root}-other`);

    expect(((await response.json()) as { error: string }).error).not.toBe("Not Found");
  });
});

describe("the order of checks", () => {
  test("key syntax comes before the API key, the API key before the body", async () => {
    await using experts = await startExperts();
    const json = { nonsense: true };

    expect((await experts.call("POST", at("@invalid"), { json })).status).toBe(422);
    expect((await experts.call("DELETE", at("@invalid"))).status).toBe(422);
    expect((await experts.call("DELETE", at("@acme/a"))).status).toBe(422);
    expect((await experts.call("POST", at("@acme/a"), { json })).status).toBe(401);
    expect((await experts.call("POST", "/", { json })).status).toBe(401);
  });

  test("the body comes before existence, existence before ownership, ownership before the rule", async () => {
    await using experts = await startExperts();
    const other = await experts.keyOf("other");
    expertOf(await experts.publish("@acme/a", "1.0.0"));

    expect((await experts.update("@acme/none@1.0.0", { status: 1 }, other)).status).toBe(422);
    expect((await experts.update("@acme/none@1.0.0", { status: "disabled" }, other)).status).toBe(
      404,
    );
    expect((await experts.remove("@acme/none@1.0.0", other)).status).toBe(404);
    const owned = await experts.update("@acme/a@1.0.0", { status: "available" }, other);
    expect(owned.status).toBe(400);
    expect(owned.body.reason).not.toBe("status is already available");
  });
});

describe("what may be published", () => {
  const skill = (more: object) => ({ skills: { "@perstack/base": baseSkill, extra: more } });
  const sse = (endpoint: string) => skill({ type: "mcpSseSkill", description: "d", endpoint });
  const refused: [what: string, more: object, status: number][] = [
    ["no base skill", { skills: {} }, 400],
    ["node as command", skill({ ...baseSkill, command: "node" }), 422],
    ["a range of packages", skill({ ...baseSkill, packageName: "pkg@^1.0.0" }), 422],
    ["a private endpoint", sse("https://10.0.0.1/sse"), 422],
    ["an IPv6 literal endpoint", sse("https://[::1]/sse"), 422],
    ["a mapped IPv6 endpoint", sse("https://[::ffff:127.0.0.1]/sse"), 422],
    ["a local endpoint with a dot", sse("https://localhost./sse"), 422],
    ["a shared address", sse("https://100.64.0.1/sse"), 422],
    ["a plain endpoint", sse("http://mcp.example.com/sse"), 422],
    ["an endpoint with a password", sse("https://u:p@mcp.example.com/sse"), 422],
    ["skills as a list", { skills: [baseSkill] }, 422],
    ["no description", { description: "" }, 422],
    ["a long instruction", { instruction: "x".repeat(20_481) }, 422],
    ["another runtime", { minRuntimeVersion: "v2.0" }, 422],
    ["a name with a dot", { name: "@acme/a.b" }, 422],
    ["no version", { version: "1.0" }, 422],
    ["nine tags", { tags: Array.from({ length: 9 }, (_, i) => `t${"x".repeat(i)}`) }, 422],
  ];

  test.each(refused)(
    "%s is refused: nothing is stored, the number is not spent",
    async (_what, more, status) => {
      await using experts = await startExperts();

      const answer = await experts.publish("@acme/a", "1.0.0", more);

      expect(answer.status, JSON.stringify(answer.body)).toBe(status);
      expect(answer.body.error).toBe(texts[status]);
      expect((await experts.get(at("@acme/a"))).status).toBe(404);
      expertOf(await experts.publish("@acme/a", "1.0.0"));
    },
  );

  test("__proto__ as a skill's name is refused like any other that is none", async () => {
    await using experts = await startExperts();
    const text = JSON.stringify(definition("@acme/a", "1.0.0")).replace(
      '"skills":{',
      '"skills":{"__proto__":{"type":"interactiveSkill","description":"d","tools":{}},',
    );

    const init = { token: experts.key, body: text };
    expect((await experts.call("POST", "/", init)).status).toBe(422);
  });

  test("a field that is not known is ignored", async () => {
    await using experts = await startExperts();

    expertOf(await experts.publish("@acme/a", "1.0.0", { runtime: "docker", constructor: 1 }));
  });

  test("the local owner publishes in a free scope, which becomes an organization", async () => {
    await using experts = await startExperts();
    const { token } = experts.registry;

    expect(expertOf(await experts.publish("@fresh/a", "1.0.0", {}, token)).owner.name).toBe(
      "fresh",
    );
  });
});

describe("one store behind both faces", () => {
  test("what was published here is a package for npm, with the same bytes every time", async () => {
    const integrities: unknown[] = [];
    for (let time = 0; time < 2; time++) {
      await using experts = await startExperts();
      expertOf(await experts.publish("@acme/a", "1.0.0"));
      expertOf(await experts.publish("@acme/b", "1.0.0", { delegates: ["@acme/a@1.0.0"] }));

      const { versions } = await experts.registry.packument("@acme/b");
      expect(versions["1.0.0"]?.["dependencies"]).toEqual({ "@acme/a": "1.0.0" });
      expect((await experts.registry.tarball("@acme/b", "1.0.0")).status).toBe(200);
      integrities.push(versions["1.0.0"]?.dist.integrity);
    }
    expect(integrities[0]).toBe(integrities[1]);
  });

  test("a package that is no Expert is not here", async () => {
    await using experts = await startExperts();
    await experts.registry.publish("@acme/lib", "1.0.0");

    expect((await experts.get(at("@acme/lib"))).status).toBe(404);
    expect((await experts.update("@acme/lib@1.0.0", { tags: ["other"] })).status).toBe(404);
    expect((await experts.remove("@acme/lib@1.0.0")).status).toBe(404);
    expect((await experts.registry.packument("@acme/lib"))["dist-tags"]).toEqual({
      latest: "1.0.0",
    });
  });

  test("a restricted Expert is not there for those who may not read it", async () => {
    await using experts = await startExperts();
    expertOf(await experts.publish("@acme/a", "1.0.0"));
    const json = { access: "restricted" };
    const path = "/-/package/@acme%2fa/access";
    expect((await experts.registry.asOwner(path, { method: "POST", json })).status).toBe(200);

    expect((await experts.get(at("@acme/a"))).status).toBe(404);
    expect((await experts.get("/")).body.meta?.total).toBe(0);
    const { key: token } = experts;
    expertOf(await experts.call("GET", at("@acme/a"), { token }));
    expect((await experts.call("GET", "/", { token })).body.meta?.total).toBe(1);
  });
});

describe("the list", () => {
  test.each([
    "take=0",
    "take=101",
    "take=x",
    "take=1e1",
    "take=-1",
    "take=",
    "skip=-1",
    "skip=1.5",
  ])("%s is 422", async (query) => {
    await using experts = await startExperts();
    expect((await experts.get(`/?${query}`)).status).toBe(422);
  });

  test.each([
    "sort=size",
    "order=up",
    "filter=",
    `filter=${"x".repeat(257)}`,
    "organizationId=acme",
    "organizationId=",
  ])("%s is 422 too", async (query) => {
    await using experts = await startExperts();
    expect((await experts.get(`/?${query}`)).status).toBe(422);
  });

  async function five(): Promise<ExpertRegistry> {
    const clock = startClock();
    const experts = await startExperts({ now: clock.now });
    const all: [string, string][] = [
      ["@acme/beta", "10.0.0"],
      ["@acme/alpha", "2.0.0"],
      ["solo", "9.0.0"],
      ["@acme/gamma", "1.0.0"],
      ["alpha", "2.0.0"],
    ];
    for (const [name, version] of all) {
      clock.advance(60);
      expertOf(await experts.publish(name, version, {}, experts.registry.token));
    }
    clock.advance(60);
    expertOf(await experts.update("@acme/beta", { tags: ["other"] }));
    return experts;
  }

  const queries: [query: string, names: string[]][] = [
    ["", ["alpha", "@acme/gamma", "solo", "@acme/alpha", "@acme/beta"]],
    ["order=asc", ["@acme/beta", "@acme/alpha", "solo", "@acme/gamma", "alpha"]],
    ["sort=name&order=asc", ["@acme/alpha", "@acme/beta", "@acme/gamma", "alpha", "solo"]],
    ["sort=version", ["@acme/beta", "solo", "@acme/alpha", "alpha", "@acme/gamma"]],
    ["sort=updatedAt&take=2", ["@acme/beta", "alpha"]],
    ["filter=%40acme%2F", ["@acme/gamma", "@acme/alpha", "@acme/beta"]],
    ["filter=%40ACME%2FAl", ["@acme/alpha"]],
    ["filter=alpha", ["alpha"]],
    ["filter=lpha", []],
    ["filter=%25", []],
    ["sort=name&order=asc&take=2&skip=1", ["@acme/beta", "@acme/gamma"]],
    ["sort=version&take=2&skip=1", ["solo", "@acme/alpha"]],
    ["skip=5", []],
  ];

  test("filters, sorts and pages; defaults when nothing is given", async () => {
    await using experts = await five();
    for (const [query, names] of queries) {
      const { status, body } = await experts.get(`/?${query}`);
      expect(status, query).toBe(200);
      expect(
        body.data?.experts?.map(({ name }) => name),
        query,
      ).toEqual(names);
    }
    const { meta } = (await experts.get("/?take=2&skip=1")).body;
    expect(meta).toEqual({ total: 5, take: 2, skip: 1 });
  });

  test("knows the owner by the id that is in every Expert", async () => {
    await using experts = await five();
    for (const [name, count] of [
      ["@acme/beta", 3],
      ["solo", 2],
    ] as const) {
      const { organizationId } = expertOf(await experts.get(at(name))).owner;
      const { body } = await experts.get(`/?organizationId=${organizationId}`);
      expect(body.meta?.total, name).toBe(count);
    }
    expect((await experts.get(`/?organizationId=${"x".repeat(24)}`)).body.meta?.total).toBe(0);
  });

  test("pages do not overlap where some Experts are not for everybody", async () => {
    await using experts = await five();
    const json = { access: "restricted" };
    for (const name of ["@acme/alpha", "@acme/gamma"]) {
      const path = `/-/package/${name.replace("/", "%2f")}/access`;
      expect((await experts.registry.asOwner(path, { method: "POST", json })).status).toBe(200);
    }
    for (const sort of ["name", "createdAt", "updatedAt", "version"]) {
      const whole = await experts.call("GET", `/?sort=${sort}`, { token: experts.key });
      const names: string[] = [];
      for (let skip = 0; skip < 6; skip++) {
        const path = `/?sort=${sort}&take=1&skip=${skip}`;
        const { body } = await experts.call("GET", path, { token: experts.key });
        names.push(...(body.data?.experts ?? []).map(({ name }) => name));
      }
      expect(names, sort).toEqual(whole.body.data?.experts?.map(({ name }) => name));
      expect(names, sort).toHaveLength(5);
    }
  });
});
