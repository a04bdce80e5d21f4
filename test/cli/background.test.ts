import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startProcess, temporaryFolder, until } from "../support/process.ts";
import { startRegistry } from "../support/registry.ts";

test("a registry that starts judges by newer rules and reads its lists, after it answers", async () => {
  using folder = temporaryFolder();
  const home = folder.path;
  {
    await using registry = await startRegistry({ home });
    await registry.publish("own", "1.0.0");
    await registry.app.db.write(async (tx) => {
      await tx`update reports set ruleset = 'older'`;
    });
  }
  await writeFile(join(home, "agentregistry.toml"), '[advisories]\nsources = ["bad.txt"]\n');
  await writeFile(join(home, "bad.txt"), "own@<1\n");
  await using registry = await startProcess({ home });
  const ask = async (path: string) => {
    const headers = { authorization: `Bearer ${registry.token}` };
    return (await (await registry.fetch(path, { headers })).json()) as Record<string, unknown>;
  };

  await until(async () => (await ask("/-/admin/rescan"))["done"] === 1, "the rescan");
  await until(
    async () => JSON.stringify(await ask("/-/admin/blocks")).includes("own@<1"),
    "the list of bad packages",
  );
  expect((await registry.fetch("/own/-/own-1.0.0.tgz")).status).toBe(200);
  const { code, stderr } = await registry.kill("SIGTERM");
  expect([code, stderr]).toEqual([0, expect.not.stringMatching(/error/i)]);
});
