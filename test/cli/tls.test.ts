import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { ConfigSchema } from "../../src/config/schema.ts";
import { loadTls } from "../../src/trust/tls-files.ts";
import { definition, root } from "../support/experts.ts";
import { bunPath, findNode, run, spawnProgram, until } from "../support/process.ts";
import { startRegistry } from "../support/registry.ts";

const mainFile = resolve("src/main.ts");
const homes: string[] = [];
afterEach(() => {
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
});

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), "agentregistry-tls-"));
  homes.push(home);
  return home;
}

/** `agentregistry start` with flags; gives its https address once it listens. */
async function startTls(home: string, flags: readonly string[]) {
  const all = ["start", "--home", home, "--port", "0", "--upstream", "none", ...flags];
  const program = spawnProgram([bunPath, mainFile, ...all], { env: { HOME: home } });
  const ready = /^listening on (https:\/\/localhost:\d+)$/m;
  await until(() => ready.test(program.stdout()), "the registry to listen", 20_000);
  return Object.assign(program, { url: ready.exec(program.stdout())?.[1] ?? "" });
}

function settings(home: string, http: object) {
  return ConfigSchema.parse({ home, http });
}

const now = () => new Date("2026-01-02T03:04:05Z");

describe("agentregistry start --tls", () => {
  test("makes an authority at the first use, prints how to trust it, and serves https", async () => {
    const home = newHome();
    await using registry = await startTls(home, ["--tls"]);
    const authority = join(home, "trust", "tls", "authority.pem");
    const tls = { ca: readFileSync(authority, "utf8") };

    await until(() => registry.stderr().includes("NODE_EXTRA_CA_CERTS"), "the lines", 5000);
    expect(registry.stderr()).toContain(`export NODE_EXTRA_CA_CERTS=${authority}`);
    for (const key of ["authority.key", "localhost.key"]) {
      expect(statSync(join(home, "trust", "tls", key)).mode & 0o777).toBe(0o600);
    }
    expect((await fetch(`${registry.url}/-/ping`, { tls })).status).toBe(200);
    await expect(fetch(`${registry.url}/-/ping`)).rejects.toThrow();
  });

  test("a client of node that trusts the authority publishes, and npm's addresses are https", async () => {
    const node = findNode();
    if (node === null) return;
    const home = newHome();
    await using registry = await startTls(home, ["--tls"]);
    const authority = join(home, "trust", "tls", "authority.pem");
    const token = readFileSync(join(home, "owner-token"), "utf8").trim();
    const script = `
      const call = (path, init) => fetch(${JSON.stringify(registry.url)} + path, init);
      const headers = { "content-type": "application/json", authorization: "Bearer ${token}" };
      const body = ${JSON.stringify(JSON.stringify(definition("@acme/a", "1.0.0")))};
      const published = await call("${root}/", { method: "POST", headers, body });
      const packument = await (await call("/@acme%2fa")).json();
      console.log(published.status, packument.versions["1.0.0"].dist.tarball);`;

    const { stdout, stderr } = await run([node, "--input-type=module", "-e", script], {
      env: { NODE_EXTRA_CA_CERTS: authority },
    });

    expect(stderr).toBe("");
    expect(stdout.trim()).toBe(`200 ${registry.url}/@acme/a/-/a-1.0.0.tgz`);
  });

  test("commands reach the running registry", async () => {
    const home = newHome();
    await using registry = await startTls(home, ["--tls"]);

    const command = [bunPath, mainFile, "org", "create", "acme", "--home", home];
    const ended = await run(command, { env: { HOME: home } });

    expect(ended.stderr).toBe("");
    expect(ended.code).toBe(0);
    expect(registry.url).toMatch(/^https:/);
  });

  test("commands about Experts reach one that NODE_EXTRA_CA_CERTS, or the own home, vouches for", async () => {
    const home = newHome();
    await using registry = await startTls(home, ["--tls"]);
    const authority = join(home, "trust", "tls", "authority.pem");
    const other = newHome();
    const file = join(other, "perstack.toml");
    writeFileSync(file, readFileSync("examples/fact-checker/perstack.toml"));
    const inTls = (args: readonly string[], env: Readonly<Record<string, string>>) =>
      run([bunPath, mainFile, ...args], {
        cwd: other,
        env: {
          HOME: other,
          PERSTACK_API_BASE_URL: registry.url,
          PERSTACK_API_KEY: readFileSync(join(home, "owner-token"), "utf8").trim(),
          ...env,
        },
      });
    const key = "@acme/fact-checker";

    const strange = await inTls(["publish"], { AGENTREGISTRY_HOME: join(other, "home") });
    expect(strange.code, strange.stdout).toBe(1);
    expect(strange.stderr).toContain("NODE_EXTRA_CA_CERTS names the file of an authority to trust");

    const extra = { AGENTREGISTRY_HOME: join(other, "home"), NODE_EXTRA_CA_CERTS: authority };
    const published = await inTls(["publish"], extra);
    expect(published.stdout, published.stderr).toContain(`published ${key}@1.0.0`);
    const resolved = await inTls(["resolve", key, "--lock", "one.lock"], extra);
    expect(resolved.stdout, resolved.stderr).toContain("wrote ");

    const own = await inTls(["resolve", key, "--lock", "two.lock"], { AGENTREGISTRY_HOME: home });
    expect(own.stdout, own.stderr).toContain("wrote ");
    expect(readFileSync(join(other, "two.lock"))).toEqual(readFileSync(join(other, "one.lock")));
  });

  test("serves with a certificate and a key from files", async () => {
    const made = newHome();
    await loadTls(settings(made, { tls: true }), () => new Date());
    const folder = join(made, "trust", "tls");
    const flags = ["--tls-cert", join(folder, "localhost.pem")];
    flags.push("--tls-key", join(folder, "localhost.key"));
    await using registry = await startTls(newHome(), flags);

    const tls = { ca: readFileSync(join(folder, "authority.pem"), "utf8") };
    expect((await fetch(`${registry.url}/-/ping`, { tls })).status).toBe(200);
    expect(registry.stderr()).not.toContain("NODE_EXTRA_CA_CERTS");
  });

  test.each([
    [["--tls-cert", "cert.pem"], "go together"],
    [["--tls-cert", "missing.pem", "--tls-key", "missing.key"], "missing.pem cannot be read"],
    [["--tls-cert", mainFile, "--tls-key", mainFile], "must hold PEM"],
  ])("refuses %j with a sentence", async (flags, sentence) => {
    const home = newHome();
    const command = [bunPath, mainFile, "start", "--home", home, "--port", "0", ...flags];
    const ended = await run([...command, "--upstream", "none"], { env: { HOME: home } });

    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(sentence);
  });
});

describe("the certificate of the local authority", () => {
  test("stays the same at every start, and is made anew before it ends", async () => {
    const config = settings(newHome(), { tls: true });
    const first = await loadTls(config, now);
    const second = await loadTls(config, now);
    const later = await loadTls(config, () => new Date("2027-01-15T00:00:00Z"));

    expect(second).toEqual(first);
    expect(later?.cert).not.toBe(first?.cert);
    const authority = new X509Certificate(readFileSync(later?.authority ?? "", "utf8"));
    for (const pem of [first?.cert, later?.cert]) {
      expect(new X509Certificate(pem ?? "").verify(authority.publicKey)).toBe(true);
    }
  });

  test("is made anew when its files are damaged", async () => {
    const home = newHome();
    const config = settings(home, { tls: true });
    const first = await loadTls(config, now);
    writeFileSync(join(home, "trust", "tls", "localhost.key"), "damaged");

    const repaired = await loadTls(config, now);
    expect(repaired?.cert).not.toBe(first?.cert);
    expect(repaired?.authority).toBe(first?.authority);
  });

  test("is for localhost alone, and its authority can vouch for nothing else", async () => {
    const tls = await loadTls(settings(newHome(), { tls: true }), now);
    const certificate = new X509Certificate(tls?.cert ?? "");
    const authority = new X509Certificate(readFileSync(tls?.authority ?? "", "utf8"));

    expect(certificate.subjectAltName).toBe("DNS:localhost");
    expect(certificate.ca).toBe(false);
    expect(authority.ca).toBe(true);
    // The extension of name constraints (2.5.29.30), marked critical.
    expect(authority.raw.toString("hex")).toContain("0603551d1e0101ff");
  });

  test("nothing is made without --tls", async () => {
    expect(await loadTls(settings(newHome(), {}), now)).toBeNull();
  });
});

test("behind https, another scheme of this host is another origin", async () => {
  await using registry = await startRegistry({ config: { http: { tls: true } } });
  const login = (origin: string) =>
    registry.asOwner("/-/admin/orgs", {
      method: "POST",
      json: { name: "acme" },
      headers: { origin },
    });

  expect((await login("http://localhost:4873")).status).toBe(403);
  expect((await login("https://localhost:4873")).status).toBe(201);
});
