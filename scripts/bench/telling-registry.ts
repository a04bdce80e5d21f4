import { readFile } from "node:fs/promises";
import pino from "pino";
import { ownerTokenPath } from "../../src/access/tokens.ts";
import { createApp } from "../../src/app.ts";
import { ConfigSchema } from "../../src/config/schema.ts";
import { parsePackageName } from "../../src/names/package-name.ts";
import { createServer, listenerOf } from "../../src/server.ts";

/**
 * A registry whose admin sessions are told so many events a second, whether there are any or not. What
 * happens in it is invented, because a thousand publishes a second would measure publishing.
 */
const { home, upstream, perSecond } = JSON.parse(process.argv[2] ?? "") as {
  readonly home: string;
  readonly upstream: string;
  readonly perSecond: number;
};
const settings = { home, upstream: { url: upstream, fresh_seconds: 86_400 } };
const app = await createApp(ConfigSchema.parse(settings), { log: pino({ level: "silent" }) });
let handler: ReturnType<typeof createServer> | null = null;
const listening = Bun.serve({ hostname: "127.0.0.1", port: 0, ...listenerOf(() => handler) });
const port = listening.port ?? 0;
handler = createServer(app, port);

const name = parsePackageName("@bench/package");
const ruleIds = ["INS-01", "NET-03"];
const startedAt = performance.now();
let told = 0;
setInterval(() => {
  const due = ((performance.now() - startedAt) / 1000) * perSecond;
  for (; told < due; told++) app.events.emit("held", { name, version: `1.0.${told}`, ruleIds });
}, 5);

const token = (await readFile(ownerTokenPath(home), "utf8")).trim();
console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, token }));
