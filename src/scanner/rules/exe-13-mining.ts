import { atomRule } from "../chains/atom-rule.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule } from "../rule.ts";

const pool = /\bstratum\d?(?:\+(?:tcp|ssl|tls))?:\/\//i;
const flags =
  /--(?:donate-level|randomx-[\w-]+|cpu-max-threads-hint|coin|rig-id|nicehash)\b|(?:^|[\s/"'\\])(?:xmrig|xmr-stak|cpuminer|minerd|ethminer|nbminer|t-rex|lolminer|phoenixminer|cryptonight)\b/i;

/** The machine works for somebody else's purse. */
export const mining: Rule = atomRule({
  meta: {
    id: "EXE-13",
    family: "execution",
    points: 120,
    solo: false,
    title: "A miner is started or a mining pool is joined.",
    advice: "Ask whose wallet is paid.",
  },
  atoms: (atom) => mines(atom) || bringsScript(atom),
  message: "Code starts a miner or connects to a mining pool.",
  weigh: (atom, pkg) => (mines(atom) || usesProcessors(atom, pkg) ? {} : null),
});

/** Services that let the visitors of a page work for whoever put their script there. */
const services =
  /(?:^|[.-])(?:coin-?hive|authedmine|crypto-?loot|coin-?imp|jsecoin|webminepool|minero|deepminer|monerominer|webmine|webminerpool|moneroocean|coinpot|hashing|minexmr|2giga|nerohut|browsermine)\./i;

function bringsScript({ kind, detail }: Atom): boolean {
  return kind === "snk.dom" && detail.destination?.class === "literal";
}

/** A foreign script is told by how many threads and how hard it may work. */
function usesProcessors({ detail, file }: Atom, pkg: PackageView): boolean {
  if (services.test(detail.destination?.host ?? "")) return true;
  if (detail.names?.includes("script") !== true) return false;
  const text = (pkg.text(file) ?? "").slice(0, 256 * 1024);
  return text.includes("hardwareConcurrency") && strength.test(text);
}

/** Two settings in one object; nobody else has both. */
const strength =
  /\bthrottle["']?\s{0,4}:[^{}]{0,200}\bthreads["']?\s{0,4}:|\bthreads["']?\s{0,4}:[^{}]{0,200}\bthrottle["']?\s{0,4}:/;

function mines({ kind, detail }: Atom): boolean {
  if (!/^snk\.(?:proc|net|write)/.test(kind)) return false;
  if (kind === "snk.net" && services.test(detail.destination?.host ?? "")) return true;
  const text = `${detail.text ?? ""} ${detail.path ?? ""}`.slice(0, 16_384);
  if (detail.names?.includes("stratum") === true) return true;
  return pool.test(text) || (/^snk\.proc/.test(kind) && flags.test(text));
}
