import { describe, expect, test } from "vitest";
import { effectiveReport } from "../../src/policy/effective-report.ts";
import { parseExemptionPattern } from "../../src/quarantine/exemption-pattern.ts";
import { interruptedReport } from "../../src/scanner/process/interrupted-report.ts";
import type { Family, Finding } from "../../src/scanner/report.ts";
import { score } from "../../src/scanner/score.ts";
import { openChannel } from "../support/channel.ts";
import { startRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest } from "../support/review.ts";

describe("the pattern of an exemption", () => {
  test.each([
    ["left-pad", "left-pad"],
    ["left-pad@^1.3", "left-pad@^1.3"],
    ["@acme/tool", "@acme/tool"],
    ["@acme/tool@1.x", "@acme/tool@1.x"],
    ["@acme/*", "@acme/*"],
    ["@acme/", "@acme/*"],
    ["@acme/*@<2", "@acme/*@<2"],
  ])("%j is stored as %s", (given, pattern) => {
    expect(parseExemptionPattern(given).pattern).toBe(pattern);
  });

  test.each([
    "chalk-",
    "chalk-*",
    "*",
    "@*/tool",
    "@acme",
    "lib@",
    "lib@not a range!",
    "../x",
    "@acme/t*",
  ])("%j is refused", (given) => {
    expect(() => parseExemptionPattern(given)).toThrow();
  });
});

const finding = (ruleId: string, family: Family, solo = false): Finding => ({
  ruleId,
  family,
  severity: "high",
  points: 60,
  solo,
  surface: "install",
  file: "setup.js",
  line: 1,
  column: null,
  excerpt: null,
  message: "something",
  advice: "look",
  explainedBy: null,
  proximity: null,
  chain: [],
  isNew: false,
});

describe("what an exemption leaves of a report", () => {
  const execution = finding("EXE-02", "execution");
  const install = finding("INS-06", "persistence");
  const theft = finding("EXF-01", "theft", true);
  const limit = finding("LIM-01", "structure");
  const report = (findings: Finding[]) => ({
    ...interruptedReport("crash"),
    ...score(findings),
    limitsHit: [],
    findings,
  });
  const weighed = (findings: Finding[], ...rules: string[]) =>
    effectiveReport(report(findings), [], () => null, [{ rules }]);

  test("is a warning where it held before, and never nothing at all", () => {
    expect(report([execution, install]).verdict).toBe("block");
    expect(weighed([execution, install]).verdict).toBe("warn");
    expect(weighed([execution, install], "EXE-02").verdict).toBe("warn");
    expect(weighed([execution, install], "EXE-99").verdict).toBe("block");
  });

  test("is all that proves harm alone, or that nobody read to its end", () => {
    expect(weighed([theft, execution]).findings).toEqual([theft]);
    expect(weighed([theft, execution]).verdict).toBe("block");
    expect(weighed([theft], "EXF-01").verdict).toBe("block");
    expect(weighed([limit], "LIM-01").findings).toEqual([limit]);
  });
});

describe("an exemption", () => {
  test("never lets go what proves harm alone", async () => {
    await using registry = await startRegistry({
      config: { admin: { messages_per_second: 1000 } },
    });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    await registry.publish("acme-tool", "1.0.0", hookFiles, { manifest: hookManifest });
    const held = await channel.ask("getQuarantine");
    const [record] = held.data["files"] as { issues: { solo: boolean }[] }[];
    expect(record?.issues.some(({ solo }) => solo)).toBe(true);

    const added = await channel.ask("addPackageAllowlistEntry", { pattern: "acme-tool" });

    expect(added.data["released"]).toBe(0);
    expect((await registry.tarball("acme-tool", "1.0.0")).status).toBe(403);
  });

  test("is listed, switched off and removed", async () => {
    await using registry = await startRegistry({
      config: { admin: { messages_per_second: 1000 } },
    });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    const added = await channel.ask("addPackageAllowlistEntry", { pattern: "@acme/", rules: [] });
    const { id } = added.data["entry"] as { id: string };
    const again = await channel.ask("addPackageAllowlistEntry", { pattern: "@acme/*" });
    expect(again.data).toMatchObject({ existing: true, entry: { id } });
    await channel.ask("togglePackageAllowlistEntry", { id, enabled: false });
    const summary = await channel.ask("getPackageAllowlistSummary");
    expect(summary.data).toMatchObject({ totalEntries: 1, disabledEntries: 1, defaultEntries: 0 });
    await channel.ask("removePackageAllowlistEntry", { id });
    expect((await channel.ask("getPackageAllowlist")).data["entries"]).toEqual([]);
    expect((await channel.ask("reseedPackageAllowlist")).data).toEqual({ added: 0 });
    const audit = await channel.ask("getAuditLogs", {
      actions: ["allowlist_add", "allowlist_toggle", "allowlist_remove"],
    });
    expect(audit.data["logs"]).toHaveLength(3);
  });
});
