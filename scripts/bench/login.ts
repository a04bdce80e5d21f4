import { hashPassword, verifyPassword } from "../../src/access/password.ts";
import { recordAnswer, startBare } from "./bare-process.ts";
import { runLoad } from "./load.ts";
import {
  type BenchOptions,
  comparePairs,
  median,
  type Pair,
  percentile,
  type Result,
} from "./measure.ts";
import { type RegistryProcess, startRegistry } from "./registry-process.ts";
import type { Workshop } from "./workshop.ts";

const user = { name: "bench-user", password: "a password for the bench" } as const;
const logins = 40;
const atOnce = 4;
const connections = 32;

/** How fast people get in, against hashing alone, and how fast a token of theirs is recognized. */
export async function benchLogin(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  const registry = await startRegistry(workshop, options, { upstream: "none" });
  await addUser(registry);
  const results = await measureLogins(registry, options);
  const token = await logIn(registry);
  await registry.stop();
  return [...results, await measureWhoami(workshop, options, registry.home, token)];
}

async function measureLogins(registry: RegistryProcess, options: BenchOptions): Promise<Result[]> {
  options.say(`login: ${atOnce} at a time`);
  const hash = await hashPassword(user.password);
  const times: number[] = [];
  const timedLogin = async () => {
    const startedAt = performance.now();
    await logIn(registry);
    times.push(performance.now() - startedAt);
  };
  await logIn(registry);

  const pairs: Pair[] = [];
  for (let round = 0; round < options.rounds; round++) {
    pairs.push({
      ours: await perSecond(timedLogin),
      bare: await perSecond(async () => void (await verifyPassword(user.password, hash))),
    });
  }
  const argon = "nearly all of it is argon2id; bare: argon2id alone";
  const what = `login, ${atOnce} at a time`;
  const compared = comparePairs(pairs);
  return [
    { part: "login", what, unit: "logins/s", ...compared, note: argon },
    { part: "login", what: `${what}, p50`, unit: "ms", ours: median(times) },
    { part: "login", what: `${what}, p95`, unit: "ms", ours: percentile(times, 0.95) },
  ];
}

async function measureWhoami(
  workshop: Workshop,
  options: BenchOptions,
  home: string,
  token: string,
): Promise<Result> {
  const what = "whoami with a token";
  options.say(`login: ${what}`);
  const registry = await startRegistry(workshop, options, { upstream: "none", home, cpu: 0 });
  const headers = { Authorization: `Bearer ${token}` };
  const url = `${registry.url.replace("localhost", "127.0.0.1")}/-/whoami`;
  const bare = await startBare(workshop, [await recordAnswer(workshop, url, headers, "memory")], 0);
  const load = { headers, connections, seconds: options.seconds };
  const rate = async (target: string) =>
    (await runLoad(workshop, options, { ...load, url: target })).requestsPerSecond;

  await rate(url);
  const pairs: Pair[] = [];
  for (let round = 0; round < options.rounds; round++) {
    pairs.push({ ours: await rate(url), bare: await rate(`${bare.urls[0]}/`) });
  }
  await Promise.all([registry.stop(), bare.stop()]);
  return { part: "login", what, unit: "req/s", ...comparePairs(pairs) };
}

async function perSecond(work: () => Promise<void>): Promise<number> {
  let left = logins;
  const worker = async () => {
    while (left-- > 0) await work();
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (logins * 1000) / (performance.now() - startedAt);
}

async function addUser(registry: RegistryProcess): Promise<void> {
  const authorization = `Bearer ${await registry.ownerToken()}`;
  const answer = await fetch(`${registry.url}/-/admin/users`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(user),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`adding a user was answered ${answer.status}: ${text}`);
}

/** What `npm login --auth-type=legacy` sends; returns the new token. */
async function logIn({ url }: RegistryProcess): Promise<string> {
  const id = `org.couchdb.user:${user.name}`;
  const answer = await fetch(`${url}/-/user/${id}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ _id: id, ...user, type: "user", roles: [] }),
  });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`a login was answered ${answer.status}: ${text}`);
  return (JSON.parse(text) as { token: string }).token;
}
