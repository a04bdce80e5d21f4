import { expect, test } from "vitest";
import { person } from "../support/people.ts";
import { startRegistry } from "../support/registry.ts";

const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
});

test("no token reaches a log, however it is shown", async () => {
  await using registry = await startRegistry();
  const { token } = registry;
  const session = registry.app.adminSessions.token;
  const ann = await person(registry, "ann");
  const made = await registry.asOwner("/-/admin/codes", { method: "POST" });
  const { url } = (await made.json()) as { url: string };
  const code = new URL(url).searchParams.get("code") ?? "";
  const page = await registry.fetch(`/-/admin?code=${code}`);
  const cookie = page.headers.get("set-cookie")?.split(";")[0] ?? "";
  const form = { "content-type": "application/x-www-form-urlencoded" };

  await registry.asOwner("/nothing-here");
  await registry.fetch("/-/whoami", { headers: basic("x", token) });
  await registry.fetch("/-/admin/stats", { headers: { "x-admin-token": session } });
  await registry.fetch(`/-/admin/ws?token=${session}`);
  await registry.fetch(`/-/admin/stats?token=${token}`);
  await registry.fetch("/-/admin", { headers: { cookie } });
  await registry.fetch("/-/admin/sign-in", {
    method: "POST",
    headers: form,
    body: `token=${token}`,
  });
  await registry.fetch(`/-/user/token/${ann}`, { method: "DELETE", token: ann });
  await registry.fetch(`/-/npm/v1/tokens/token/${ann}`, { method: "DELETE", token });
  await registry.asOwner("/-/admin/quarantine/x/approve", {
    method: "POST",
    json: { reason: 1, passphrase: ["never-said"] },
  });
  await registry.app.refusals.flush();

  const kept = [
    registry.logged,
    await (await registry.asOwner("/-/admin/requests?limit=1000")).json(),
    await (await registry.asOwner("/-/admin/audit?limit=1000")).json(),
    await (await registry.asOwner("/-/admin/tokens")).json(),
  ];
  const said = JSON.stringify(kept);
  expect(said).toContain("/-/admin/sign-in");
  const secrets = { token, session, ann, code, cookie: cookie.split("=")[1] ?? "" };
  for (const [name, secret] of Object.entries(secrets)) {
    expect(secret.length, name).toBeGreaterThan(20);
    // The beginning of a token is shown, so that people tell theirs apart.
    expect([name, said.includes(secret.slice(8))]).toEqual([name, false]);
  }
  expect(said).not.toContain("never-said");
});
