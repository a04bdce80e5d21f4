import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type CanonicalValue,
  canonicalDocument,
  canonicalLine,
} from "../../../src/intent/canonical-json.ts";
import { startExperts } from "../../support/experts.ts";
import {
  addPack,
  type EntryView,
  keysOf,
  packBundle,
  packManifest,
  searchAsClient,
} from "../../support/packs.ts";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";

async function files(registry: TestRegistry, host?: string) {
  const init = host === undefined ? {} : { host };
  const lines = await registry.fetch("/-/intent/index.jsonl", init);
  const compact = await registry.fetch("/-/intent/index_compact.json", init);
  expect([lines.status, compact.status]).toEqual([200, 200]);
  return {
    lines: await lines.text(),
    compact: await compact.text(),
    etags: [lines.headers.get("etag"), compact.headers.get("etag")],
  };
}

const logOf = (home: string) => join(home, "data", "intent", "index.jsonl");
const read = (text: string) => JSON.parse(text) as { entries: EntryView[] };

describe("the files of the index", () => {
  test("hold every entry once, in canonical JSON, sorted as texts, both of one moment", async () => {
    await using registry = await startRegistry();
    for (const version of ["10.0.0", "2.0.0", "1.0.0"]) {
      await addPack(registry, packBundle("demo.pack", version));
    }
    const odd = packManifest("a.odd", "1.0.0").replace(
      "Mail for everybody.",
      "Caf\u00e9 \u{1F600}",
    );
    const intent = '# What this pack does\nCaf\u00e9 \u007f \u{1F600} "x" / \\ \n'.concat(
      "# Tools provided (English)\n# Inputs/outputs summary\n# Capabilities & risk\n",
      "# Failure modes\n# Runner requirements\n",
    );
    await addPack(
      registry,
      packBundle("a.odd", "1.0.0", { "pack.yaml": odd, "intent.md": intent }),
    );

    const { lines, compact, etags } = await files(registry);
    const { entries } = read(compact);
    expect(entries.map((entry) => `${entry.pack_id}@${entry.pack_version}`)).toEqual([
      "a.odd@1.0.0",
      "demo.pack@1.0.0",
      "demo.pack@10.0.0",
      "demo.pack@2.0.0",
    ]);
    const values = entries as unknown as CanonicalValue[];
    expect(compact).toBe(canonicalDocument({ entries: values }));
    expect(lines).toBe(values.map((value) => `${canonicalLine(value)}\n`).join(""));
    expect(lines).toMatch(/^[\n\x20-\x7e]*$/);
    expect(lines).toContain("caf\\u00e9 \\u007f \\ud83d\\ude00".replace("caf", "Caf"));
    expect(etags[0]).toBe(etags[1]);
    expect(await readFile(join(registry.home, "data/intent/index_compact.json"), "utf8")).toBe(
      compact,
    );
  });

  test("an empty index is an empty list", async () => {
    await using registry = await startRegistry();
    const { lines, compact } = await files(registry);
    expect([lines, compact]).toEqual(["", '{\n  "entries": []\n}\n']);
  });

  test("are not sent again while nothing has changed, and follow what changes", async () => {
    await using registry = await startRegistry();
    await addPack(registry, packBundle("demo.pack", "1.0.0"));
    const { etags } = await files(registry);
    const headers = { "if-none-match": etags[0] ?? "" };
    const again = await registry.fetch("/-/intent/index.jsonl", { headers });
    expect(again.status).toBe(304);
    await addPack(registry, packBundle("demo.pack", "1.1.0"));
    const changed = await registry.fetch("/-/intent/index.jsonl", { headers });
    expect(changed.status).toBe(200);
  });

  test("name the address that was asked", async () => {
    await using registry = await startRegistry();
    await addPack(registry, packBundle("demo.pack", "1.0.0"));
    const usual = await files(registry);
    const other = await files(registry, "127.0.0.1:4873");
    const swap = (text: string) => text.replaceAll("//localhost:4873/", "//127.0.0.1:4873/");
    expect(other.lines).toBe(swap(usual.lines));
    expect(other.compact).toBe(swap(usual.compact));
    expect(other.etags[0]).not.toBe(usual.etags[0]);
  });

  test("show what is current, while the log keeps what there was", async () => {
    await using experts = await startExperts();
    const { registry } = experts;
    await experts.publish("@acme/helper", "1.0.0");
    await experts.publish("@acme/helper", "1.1.0");
    await files(registry);
    await experts.update("@acme/helper@1.0.0", { status: "disabled" });
    const { lines, compact } = await files(registry);
    expect(keysOf(read(compact).entries)).toEqual(["acme.helper@1.1.0"]);
    expect(lines.trim().split("\n")).toHaveLength(1);
    const log = await readFile(logOf(registry.home), "utf8");
    expect(log.trim().split("\n")).toHaveLength(2);
  });
});

describe("the log of the index", () => {
  /** A registry with two packs that was stopped, and what its log held. */
  async function stopped() {
    const registry = await startRegistry();
    await addPack(registry, packBundle("demo.pack", "1.0.0"));
    await searchAsClient(registry, "");
    await addPack(registry, packBundle("demo.pack", "1.1.0"));
    await searchAsClient(registry, "");
    await registry.app[Symbol.asyncDispose]();
    return { registry, log: await readFile(logOf(registry.home), "utf8") };
  }

  test.each([
    ["in its middle", (log: string) => log.slice(0, -200)],
    ["just before its end", (log: string) => log.slice(0, -1)],
    ["after a few bytes", (log: string) => `${log}{"capabil`],
    ["in the only line", (log: string) => log.slice(0, 30)],
    ["with zeros in place of it", (log: string) => `${log.slice(0, -300)}${"\0".repeat(300)}`],
  ])("is whole again after a crash tore its last line %s, and says so", async (_, tear) => {
    const { registry: first, log } = await stopped();
    await using _first = first;
    await writeFile(logOf(first.home), tear(log));
    await using second = await startRegistry({ home: first.home });
    expect(second.logged.some(({ msg }) => String(msg).includes("torn"))).toBe(true);
    expect(await searchAsClient(second, "")).toHaveLength(2);
    const healed = await readFile(logOf(first.home), "utf8");
    expect(healed.trim().split("\n").sort()).toEqual(log.trim().split("\n").sort());
  });

  test("is written anew when it is gone, and left alone when it is whole", async () => {
    const { registry: first, log } = await stopped();
    await using _first = first;
    await using second = await startRegistry({ home: first.home });
    await searchAsClient(second, "");
    expect(await readFile(logOf(first.home), "utf8")).toBe(log);
    expect(second.logged.some(({ msg }) => String(msg).includes("torn"))).toBe(false);
    await second.app[Symbol.asyncDispose]();

    await truncate(logOf(first.home), 0);
    await using third = await startRegistry({ home: first.home });
    await searchAsClient(third, "");
    expect(await readFile(logOf(first.home), "utf8")).toBe(log);
  });
});
