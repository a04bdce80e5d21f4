import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { launchdPlist, systemdUnit } from "../../src/cli/service/unit.ts";
import { runInside } from "../support/command.ts";
import { temporaryFolder } from "../support/process.ts";

const files = {
  systemd: [".config", "systemd", "user", "agentregistry.service"],
  launchd: ["Library", "LaunchAgents", "agentregistry.plist"],
} as const;
const managers = ["systemd", "launchd"] as const;

function world() {
  const folder = temporaryFolder();
  const home = join(folder.path, "reg");
  const env = { HOME: folder.path, AGENTREGISTRY_HOME: home, PATH: folder.path };
  const service = (...args: string[]) => runInside(["service", ...args], env);
  return { ...folder, [Symbol.dispose]: folder[Symbol.dispose], env, home, service };
}

describe.each(managers)("service with %s", (manager) => {
  const choice = ["--manager", manager];

  test("--print shows the file and writes nothing", async () => {
    using at = world();
    const { code, out } = await at.service("install", "--print", ...choice, "--port", "5000");
    expect(code).toBe(0);
    for (const word of ["start", "--home", at.home, "--port", "5000", "--run-as", "service"]) {
      expect(out).toContain(manager === "systemd" ? `"${word}"` : `<string>${word}</string>`);
    }
    expect(existsSync(join(at.path, ...files[manager]))).toBe(false);
  });

  test("install and uninstall may be repeated, and name the commands that are left", async () => {
    using at = world();
    const path = join(at.path, ...files[manager]);
    const first = await at.service("install", ...choice);
    const again = JSON.parse((await at.service("install", ...choice, "--json")).out);
    const printed = await at.service("install", "--print", ...choice);

    expect(first).toMatchObject({ code: 0, out: expect.stringContaining(`wrote ${path}`) });
    expect(first.out).toContain(manager === "systemd" ? "systemctl --user enable" : "bootstrap");
    expect(again).toMatchObject({ path, changed: false });
    expect(readFileSync(path, "utf8").trimEnd()).toBe(printed.out);
    const moved = await at.service("install", ...choice, "--port", "5001");
    expect(moved.out).toContain(`wrote ${path}`);
    expect(readFileSync(path, "utf8")).toContain("5001");

    expect((await at.service("uninstall", ...choice)).out).toContain(`removed ${path}`);
    expect(existsSync(path)).toBe(false);
    expect(await at.service("uninstall", ...choice)).toMatchObject({
      code: 0,
      out: "no service was installed",
    });
  });

  test("a file of somebody else stays as it is", async () => {
    using at = world();
    const path = join(at.path, ...files[manager]);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "mine");
    for (const action of ["install", "uninstall"]) {
      expect(await at.service(action, ...choice)).toMatchObject({
        code: 1,
        error: expect.stringContaining("was not written by this command"),
      });
    }
    expect(readFileSync(path, "utf8")).toBe("mine");
  });

  test("--now runs the manager, and says when there is none or it fails", async () => {
    using at = world();
    const program = manager === "systemd" ? "systemctl" : "launchctl";
    expect(await at.service("install", ...choice, "--now")).toMatchObject({
      code: 1,
      error: expect.stringContaining(`there is no ${program} here`),
    });
    const calls = join(at.path, "calls");
    const script = (end: string) => {
      writeFileSync(join(at.path, program), `#!/bin/sh\necho "$@" >> '${calls}'\n${end}\n`);
      chmodSync(join(at.path, program), 0o700);
    };
    script("exit 0");
    expect(await at.service("install", ...choice, "--now")).toMatchObject({ code: 0 });
    expect(await at.service("uninstall", ...choice, "--now")).toMatchObject({ code: 0 });
    expect(readFileSync(calls, "utf8").trim().split("\n")).toEqual(
      manager === "systemd"
        ? [
            "--user daemon-reload",
            "--user enable --now agentregistry.service",
            "--user disable --now agentregistry.service",
          ]
        : [expect.stringMatching(/^bootstrap gui\//), expect.stringMatching(/^bootout gui\//)],
    );
    script("echo no bus >&2; exit 3");
    expect(await at.service("install", ...choice, "--now")).toMatchObject({
      code: 1,
      error: expect.stringContaining("failed: no bus"),
    });
  });
});

test("uninstall removes the link by which systemd would start it", async () => {
  using at = world();
  await at.service("install", "--manager", "systemd");
  const unit = join(at.path, ...files.systemd);
  const link = join(dirname(unit), "default.target.wants", "agentregistry.service");
  mkdirSync(dirname(link));
  symlinkSync(unit, link);
  await at.service("uninstall", "--manager", "systemd");
  expect(() => readFileSync(link)).toThrow();
});

test.each([
  ["/a b", '"/a b"', "/a b"],
  ['/a"b', '"/a\\"b"', '/a"b'],
  ["/a\\b", '"/a\\\\b"', "/a\\b"],
  ["/100%", '"/100%%"', "/100%"],
  ["/$HOME", '"/$$HOME"', "/$HOME"],
  ["/a<&>b", '"/a<&>b"', "/a&lt;&amp;&gt;b"],
])("a path %j is one word of a service file", (path, word, xml) => {
  expect(systemdUnit({ argv: ["/bin/x", path] })).toContain(`ExecStart="/bin/x" ${word}\n`);
  expect(launchdPlist({ argv: [path] }, "l")).toContain(`    <string>${xml}</string>\n`);
});

test("a path cannot begin a line of its own", () => {
  expect(() => systemdUnit({ argv: ["/a\nExecStartPre=/bin/other"] })).toThrow("control");
  expect(() => launchdPlist({ argv: ["/a\nb"] }, "l")).toThrow("control");
});
