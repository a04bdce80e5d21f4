import pino from "pino";
import { createApp } from "../../src/app.ts";
import type { Integrity } from "../../src/blobs/integrity.ts";
import { ConfigSchema } from "../../src/config/schema.ts";
import type { App } from "../../src/context.ts";
import { insertBundle, type StoredBundle } from "../../src/intent/bundles.store.ts";
import { noCapabilities } from "../../src/intent/entry.ts";
import { takeIdForPack } from "../../src/intent/intent-ids.store.ts";
import { tokensOf } from "../../src/intent/tokens.ts";
import { residentBytes } from "../../src/scanner/resident-bytes.ts";
import { createServer } from "../../src/server.ts";
import { type BenchOptions, median, percentile, type Result } from "./measure.ts";
import { megabytes } from "./memory-use.ts";
import type { Workshop } from "./workshop.ts";

const entries = 100_000;
const perTransaction = 1000;
const requests = 200;
const port = 4873;
const part = "intent";

const verbs = "send fetch translate summarize deploy review monitor schedule convert draft".split(
  " ",
);
const things = "email invoice report image database website contract calendar ticket log".split(
  " ",
);

const questions: Readonly<Record<string, (at: number) => string>> = {
  "two words": (at) => `${verbs[at % 10]} ${things[(at * 3) % 10]}`,
  "a sentence": (at) =>
    `I need something that can ${verbs[at % 10]} an ${things[(at * 7) % 10]} to my customers`,
  "synonyms and other forms": (at) => `${["mailing", "pictures", "bills"][at % 3]} dispatching`,
  "a misspelled word": (at) => `topci${at % 10} emial${at % 7}x transalte`,
  "a rare word": (at) => `topic${at * 13}`,
  "no words": () => "",
};

/** How long finding by purpose takes among many entries, and the files and answers for clients of packs. */
export async function benchIntent(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  const config = ConfigSchema.parse({ home: workshop.folder(part), upstream: { url: "none" } });
  const log = pino({ level: "silent" });
  options.say(`intent: adding ${entries} packs`);
  {
    await using app = await createApp(config, { log });
    await seed(app);
    const waiting = performance.now();
    while ((await app.intent.settle()).size < entries) await Bun.sleep(100);
    options.say(`intent: indexed in ${Math.round(performance.now() - waiting)} ms`);
  }
  const results: Result[] = [];
  const time = async (what: string, below: number | null, work: () => Promise<string>) => {
    options.say(`intent: ${what}`);
    const start = performance.now();
    const note = await work();
    const ours = (performance.now() - start) / 1000;
    const aim = below === null ? {} : { aim: { below } };
    results.push({ part, what, unit: "s", ours, ...aim, note });
  };

  const before = await heldBytes();
  await using app = await createApp(config, { log });
  const { fetch } = createServer(app, port);
  const headers = { host: `localhost:${port}`, "content-type": "application/json" };
  const ask = async (path: string, init: RequestInit = {}) =>
    await fetch(new Request(`http://localhost:${port}/-/intent/${path}`, { headers, ...init }));
  const search = async (phrase: string) => {
    const body = JSON.stringify({ phrase, capability: null, risk: null });
    const response = await ask("search", { method: "POST", body });
    let bytes = 0;
    for await (const chunk of response.body ?? []) bytes += chunk.length;
    return `${Math.round(megabytes(bytes))} MB`;
  };

  await time(`index of ${entries} read in`, null, async () => {
    await app.intent.settle();
    const grown = megabytes((await heldBytes()) - before);
    return `in the background; ${Math.round(grown)} MB more memory`;
  });
  await time("index files rebuilt", 2, async () => {
    const { count } = await app.intent.snapshot();
    return `${count} entries`;
  });
  await time("n3: everything", 5, async () => await search(""));
  await time("n3: a phrase", 5, async () => await search("send email"));

  for (const [what, textOf] of Object.entries(questions)) {
    options.say(`intent: ${what}`);
    const times: number[] = [];
    let total = 0;
    for (let at = 0; at < requests; at++) {
      const path = `discover?q=${encodeURIComponent(textOf(at))}`;
      const start = performance.now();
      ({ total } = (await (await ask(path)).json()) as { total: number });
      times.push(performance.now() - start);
    }
    const [p50, p95] = [median(times), percentile(times, 0.95)];
    results.push(
      { part, what: `discover: ${what}, p50`, unit: "ms", ours: p50, aim: { below: 5 } },
      {
        part,
        what: `discover: ${what}, p95`,
        unit: "ms",
        ours: p95,
        aim: { below: 15 },
        note: `${total} found`,
      },
    );
  }
  return results;
}

async function heldBytes(): Promise<number> {
  Bun.gc(true);
  return (await residentBytes(process.pid)) ?? 0;
}

async function seed(app: App): Promise<void> {
  for (let first = 0; first < entries; first += perTransaction) {
    await app.db.write(async (tx) => {
      for (let at = first; at < first + perTransaction; at++) {
        const bundle = bundleAt(at);
        await takeIdForPack(tx, bundle.packId, "owner", bundle.publishedAt);
        await insertBundle(tx, bundle);
      }
    });
  }
}

function bundleAt(at: number): StoredBundle {
  const packId = `org${at % 500}.topic${at}`;
  const verb = verbs[at % verbs.length] ?? "";
  const thing = things[Math.floor(at / verbs.length) % things.length] ?? "";
  const purpose = `${verb} a ${thing} for people who ask ${filler(at, 20)} topic${at}`;
  const network = at % 3 === 0 ? "outbound" : "none";
  const signature = { status: "unsigned", algorithm: null } as const;
  return {
    packId,
    version: "1.0.0",
    digest: `sha256:${at.toString(16).padStart(64, "0")}`,
    integrity: `sha512-${at}` as Integrity,
    size: 1000,
    publishedBy: "owner",
    publishedAt: new Date(at * 60_000).toISOString(),
    entry: {
      entry_version: 1,
      pack_id: packId,
      pack_name: `Topic ${at}`,
      pack_version: "1.0.0",
      pack_digest: `sha256:${at.toString(16).padStart(64, "0")}`,
      intent_text: `# What this pack does\n${purpose}\n\n# Failure modes\n${filler(at + 3, 30)}`,
      risk: network === "none" ? "low" : "medium",
      signer_id: null,
      verified_by: [],
      signature,
      tools: [`${verb} ${thing}`],
      intent_tags: [...new Set(tokensOf(purpose))].sort(),
      intent_phrases: [purpose],
      capabilities: { ...noCapabilities, network },
      runner: { default: "local", service_url: null, container_image: null },
    },
    facts: {
      description: purpose,
      author: "bench",
      license: "MIT",
      isDeclared: true,
      signature: null,
      signingDigest: "",
    },
  };
}

/** Made-up words, some of them in most packs and most of them in few. */
function filler(seed: number, count: number): string {
  return Array.from({ length: count }, (_, at) => {
    const mixed = Number(Bun.hash(`${seed} ${at}`) % 1_000_000n) / 1_000_000;
    return `to${Math.floor(mixed ** 4 * 20_000)
      .toString(20)
      .replace(/\d/g, (d) => "abcdefghij"[Number(d)] ?? d)}`;
  }).join(" ");
}
