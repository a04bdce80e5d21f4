import { join } from "node:path";
import { expect, test } from "vitest";
import { filesOf, rewrite } from "../support/archives.ts";
import { temporaryFolder } from "../support/process.ts";

const lengths = Array.from(
  { length: 12 },
  (_, i) => `data/${"y".repeat(80 + i)}/z${"z".repeat(i)}`,
);

test.each(["a", "x".repeat(100), "x".repeat(101), `${"folder/".repeat(30)}é`, ...lengths])(
  "an archive keeps the path %j and what is in it, also for other programs",
  async (path) => {
    using folder = temporaryFolder();
    const file = join(folder.path, "a.tar");
    const bytes = Buffer.from("content".repeat(100));
    const empty = Buffer.alloc(0);
    await rewrite(file, [
      [path, bytes],
      ["empty", empty],
    ]);
    expect(await filesOf(file)).toEqual([
      [path, bytes],
      ["empty", empty],
    ]);
    const { stdout, exitCode } = Bun.spawnSync(["tar", "-xOf", file, path]);
    expect([exitCode, stdout.toString()]).toEqual([0, bytes.toString()]);
  },
);
