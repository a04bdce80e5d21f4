import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { installed } from "../client.ts";
import type { Client } from "./client.ts";
import { row, saidBy, useLab } from "./lab.ts";

const lab = useLab();

/** A command under a name that people type without thinking. */
const manifest = { bin: { kubectl: "cli.js" } };

/**
 * What a person sees: while the bytes are asked for, and once the packument lists nothing any more.
 * npm and deno pass our sentence on, yarn classic does for packuments, the others show the status.
 */
function words(client: Client, name: string): readonly [RegExp, RegExp] {
  const sentence = new RegExp(
    `Package blocked by security scan: ${name}@1\\.0\\.0 \\(MAN-04: [\\s\\S]*` +
      `\`agentregistry quarantine show ${name}@1\\.0\\.0\``,
  );
  switch (client.name) {
    case "pnpm 10":
    case "pnpm 11":
      return [/ERR_PNPM_FETCH_403/, /ERR_PNPM_FETCH_403/];
    case "pnpm 12":
      return [/ERR_PNPM_TARBALL_SIBLING_FETCH_FAILED[\s\S]*HTTP 403/, /ERR_PNPM_FETCH_403/];
    case "yarn classic":
      return [/Request failed "403 Forbidden"/, sentence];
    case "yarn berry":
      return [/Response Code: 403 \(Forbidden\)/, /Response Code: 403 \(Forbidden\)/];
    case "bun":
      return [/^error: GET .* - 403$/m, /^error: GET .* - 403$/m];
    default:
      return [sentence, sentence];
  }
}

row("does not install what is held, says so, and installs it once approved", async (client, id) => {
  const name = `held-${id}`;
  lab.upstream.add(name, "1.0.0", { "cli.js": "1;\n" }, { manifest });
  const desk = lab.desk(client);
  const project = desk.project({ dependencies: { [name]: "1.0.0" } });
  for (const expected of words(client, name)) {
    // Somebody else each time: a client may remember what it was told before.
    const ended = await lab.desk(client).run(client.install, project);
    expect(ended.code, saidBy(ended)).toBe(1);
    expect(saidBy(ended)).toMatch(expected);
    expect(existsSync(join(project, "node_modules", name))).toBe(false);
  }
  expect(lab.registry.stderr()).toContain(`held ${name}@1.0.0 (MAN-04`);

  await lab.cli("quarantine", "approve", `${name}@1.0.0`, "--reason", "it is our own");
  await desk.ok(client.install, project);
  expect(installed(project, `${name}/cli.js`).toString()).toBe("1;\n");
});
