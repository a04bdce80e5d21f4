import { describe, expect, test } from "vitest";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";

const browser = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

/** The files that a page names, as paths. */
async function filesOf(page: Response): Promise<string[]> {
  return [...(await page.text()).matchAll(/"(\/-\/ui\/[^"]+)"/g)].map(([, path]) => path ?? "");
}

/** What a browser loads before it shows the first view: the script and what it imports at once. */
async function firstScripts(registry: TestRegistry, path: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const wanted = [path];
  for (const next of wanted) {
    if (found.has(next)) continue;
    const text = await (await registry.fetch(next)).text();
    found.set(next, text);
    for (const [, file] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
      wanted.push(`/-/ui/${file}`);
    }
  }
  return found;
}

describe("GET / for a browser", () => {
  test("is the catalogue, and the index for everything else", async () => {
    await using registry = await startRegistry();
    const page = await registry.fetch("/", { headers: browser });
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("vary")).toContain("Accept");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("default-src 'none'");
    expect(await page.text()).not.toContain(registry.app.adminSessions.token);

    const index = await registry.fetch("/", { headers: { accept: "*/*" } });
    expect(await index.json()).toMatchObject({ name: "agentregistry", packages: [] });
  });

  test("shows the page to a stranger of a closed registry, and no names", async () => {
    await using registry = await startRegistry({ config: { http: { listen: ["0.0.0.0"] } } });
    expect((await registry.fetch("/", { headers: browser })).status).toBe(200);
    expect((await registry.fetch("/")).status).toBe(401);
    expect((await registry.asOwner("/")).status).toBe(200);
  });
});

describe("GET /-/ui/…", () => {
  test("sends what the page names, zipped where that is read, for ever", async () => {
    await using registry = await startRegistry();
    const files = await filesOf(await registry.fetch("/", { headers: browser }));
    expect(files.map((file) => file.split(".").at(-1)).sort()).toEqual(["css", "js"]);
    for (const file of files) {
      const plain = await registry.fetch(file);
      expect([plain.status, plain.headers.get("cache-control")]).toEqual([
        200,
        "public, max-age=31536000, immutable",
      ]);
      expect(plain.headers.get("x-content-type-options")).toBe("nosniff");
      const zipped = await registry.fetch(file, { headers: { "accept-encoding": "gzip, br" } });
      expect(zipped.headers.get("content-encoding")).toBe("gzip");
      const text = Bun.gunzipSync(new Uint8Array(await zipped.arrayBuffer()));
      expect(new TextDecoder().decode(text)).toBe(await plain.text());
    }
  });

  test.each([
    "/-/ui/admin.tsx",
    "/-/ui/..%2fpackage.json",
    "/-/ui/%2e%2e%2fpackage.json",
    "/-/ui/..%5cpackage.json",
    "/-/ui/%252e%252e%252fpackage.json",
    "/-/ui/constructor",
  ])("has nothing at %s", async (path) => {
    await using registry = await startRegistry();
    const response = await registry.fetch(path);
    expect([400, 404]).toContain(response.status);
    expect(response.headers.get("content-type")).toContain("application/json");
  });

  test("the first view of the panel takes less than 150 KB of script", async () => {
    await using registry = await startRegistry();
    const code = await registry.asOwner("/-/admin/codes", { method: "POST" });
    const { url } = (await code.json()) as { url: string };
    const opened = await registry.fetch(new URL(url).pathname + new URL(url).search);
    const cookie = (opened.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const files = await filesOf(await registry.fetch("/-/admin", { headers: { cookie } }));
    const script = files.find((file) => file.endsWith(".js")) ?? "";
    const entry = await firstScripts(registry, script);
    // The first view is a part of its own; with whichever is the largest it still has to fit.
    const parts = [...(entry.get(script) ?? "").matchAll(/import\("\.\/([^"]+)"\)/g)];
    expect(parts.length).toBeGreaterThan(5);
    let largest = 0;
    for (const [, file] of parts) {
      const loaded = await firstScripts(registry, `/-/ui/${file}`);
      const all = new Map([...entry, ...loaded]);
      const sizes = [...all.values()].map((text) => Bun.gzipSync(text).length);
      largest = Math.max(
        largest,
        sizes.reduce((sum, size) => sum + size, 0),
      );
    }
    expect(largest).toBeLessThan(150_000);
  });
});
