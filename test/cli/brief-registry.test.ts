import { join } from "node:path";
import { expect, test } from "vitest";
import { BriefRegistry } from "../../src/cli/brief-registry.ts";
import { ConfigSchema } from "../../src/config/schema.ts";
import { temporaryFolder } from "../support/process.ts";

test("a call that comes while the home is let go waits for that, and opens it again", async () => {
  using folder = temporaryFolder();
  const home = join(folder.path, "home");
  const config = ConfigSchema.parse({ home, upstream: { url: "none" } });
  await using registry = new BriefRegistry(config, 0);
  const statuses: number[] = [];
  for (let times = 0; times < 10; times++) {
    const { status } = await registry.send({ method: "GET", path: "/-/ping" });
    statuses.push(status);
    // Lets the timer fire, and not the closing end.
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(new Set(statuses)).toEqual(new Set([200]));
}, 30_000);
