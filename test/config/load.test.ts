import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeConfig, isLoopback, loadConfig } from "../../src/config/load.ts";
import { environment } from "../../src/config/schema.ts";

let folder = "";
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "config-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function file(text: string): Promise<string> {
  const path = join(folder, `${count++}.toml`);
  await writeFile(path, text);
  return path;
}

const load = (
  flags: Record<string, string | undefined> = {},
  env: Record<string, string | undefined> = {},
) => loadConfig({ flags: { home: folder, ...flags }, env });

describe("where a setting comes from", () => {
  test("flag before environment before file before default", async () => {
    const config = await file(
      "[http]\nport = 1001\n[log]\nlevel = 'debug'\n[upstream]\nfresh_seconds = 7\n",
    );
    const env = { AGENTREGISTRY_PORT: "1002", AGENTREGISTRY_LOG_LEVEL: "warn" };
    const loaded = load({ config, "http.port": "1003" }, env);

    expect(loaded.config).toMatchObject({
      http: { port: 1003, listen: ["127.0.0.1", "::1"] },
      log: { level: "warn" },
      upstream: { fresh_seconds: 7, timeout_seconds: 15 },
    });
    expect(Object.fromEntries(loaded.origins)).toMatchObject({
      "http.port": "flag",
      "log.level": "environment",
      "upstream.fresh_seconds": "file",
    });
    expect(load({ config }, env).config.http.port).toBe(1002);
    expect(load({ config }).config.http.port).toBe(1001);
    expect(load().config.http.port).toBe(4873);
  });

  test("the home: flag, environment, then a folder of the user", () => {
    const env = { AGENTREGISTRY_HOME: "/from-env" };
    expect(load({ home: "/from-flag" }, env).config.home).toBe("/from-flag");
    expect(load({ home: undefined }, env).config.home).toBe("/from-env");
    expect(load({ home: undefined }).config.home).toBe(join(homedir(), ".agentregistry"));
  });

  test("the settings file: named, or the one of the home", async () => {
    const home = await mkdtemp(join(folder, "home-"));
    await writeFile(join(home, "agentregistry.toml"), "[http]\nport = 2001\n");
    const named = await file("[http]\nport = 2002\n");

    expect(load({ home }).config.http.port).toBe(2001);
    expect(load({ home }, { AGENTREGISTRY_CONFIG: named }).config.http.port).toBe(2002);
    expect(load({ home, config: named }).file).toBe(named);
    expect(() => load({ config: join(folder, "missing.toml") })).toThrow(
      "missing.toml does not exist",
    );
  });

  test("an empty variable is none", () => {
    expect(load({}, { AGENTREGISTRY_PORT: "", AGENTREGISTRY_UPSTREAM: "" }).config).toEqual(
      load().config,
    );
  });

  test.each([
    ["1", true],
    ["true", true],
    ["YES", true],
    ["0", false],
    ["false", false],
  ])("AGENTREGISTRY_OFFLINE=%s is %s", (text, offline) => {
    expect(load({}, { AGENTREGISTRY_OFFLINE: text }).config.upstream.offline).toBe(offline);
  });

  test("every variable stands for a setting that exists", () => {
    const keys = describeConfig(load()).map(({ key }) => key);
    for (const key of Object.values(environment)) expect(keys).toContain(key);
  });
});

describe("a setting that cannot be is named with its source", () => {
  const bad: readonly [string, RegExp][] = [
    ["http.prot = 1", /http\.prot.*\.toml.*there is no such setting/],
    ["nonsense = 1", /nonsense.*\.toml.*there is no such setting/],
    ["[http]\nport = 'x'", /http\.port \(from .*\.toml\): /],
    ["[http]\nport = 65536", /http\.port \(from .*\.toml\): /],
    ["[http]\nlisten = []", /http\.listen \(from .*\.toml\): /],
    ["[http]\npublic_url = 'ftp://x'", /http\.public_url \(from .*\.toml\): /],
    ["[upstream]\nurl = 'somewhere'", /upstream\.url \(from .*\.toml\): /],
    ["[scanner]\nprocesses = 0", /scanner\.processes \(from .*\.toml\): /],
    ["[quarantine]\non_hold = 'ignore'", /quarantine\.on_hold \(from .*\.toml\): /],
    ["[http]\nport = 1\n[http]", /is not readable as TOML/],
    ["port = = 1", /is not readable as TOML/],
  ];

  test.each(bad)("file: %j", async (text, sentence) => {
    const config = await file(text);
    expect(() => load({ config })).toThrow(sentence);
    expect(() => load({ config })).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  test("environment and flag", () => {
    expect(() => load({}, { AGENTREGISTRY_PORT: "many" })).toThrow(
      /^http\.port \(from AGENTREGISTRY_PORT\): /,
    );
    expect(() => load({ "http.port": "-1" })).toThrow(/^http\.port \(from flag\): /);
    expect(() => load({ "upstream.url": "nope" })).toThrow(/^upstream\.url \(from flag\): /);
  });

  test("all of them in one sentence", async () => {
    const config = await file("[http]\nport = 'x'\n[log]\nlevel = 'loud'\n");
    expect(() => load({ config })).toThrow(/http\.port .*; log\.level /);
  });

  test("open_publish beyond loopback is a contradiction", async () => {
    const config = await file(
      "[http]\nlisten = ['127.0.0.1', '0.0.0.0']\n[auth]\nopen_publish = true\n",
    );
    expect(() => load({ config })).toThrow(
      "auth.open_publish and an http.listen address beyond loopback",
    );
  });
});

test.each([
  ["127.0.0.1", true],
  ["127.1.2.3", true],
  ["::1", true],
  ["localhost", true],
  ["0.0.0.0", false],
  ["::", false],
  ["127.0.0.1.evil.test", false],
  ["localhost.evil.test", false],
  ["10.0.0.1", false],
  ["", false],
])("isLoopback(%j) is %s", (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});

test("every setting is described with its value and its meaning", () => {
  const settings = describeConfig(load({ "http.port": "5000" }));

  expect(settings.find(({ key }) => key === "http.port")).toEqual({
    key: "http.port",
    value: 5000,
    about: "Port; 0 takes any free one.",
    origin: "flag",
  });
  expect(settings.find(({ key }) => key === "http.public_url")).toMatchObject({
    value: null,
    origin: "default",
  });
  for (const { key, about } of settings) expect(about, key).toMatch(/^\S.{9,}\.$/);
  expect(new Set(settings.map(({ key }) => key)).size).toBe(settings.length);
});
