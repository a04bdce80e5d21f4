import { atomRule } from "../chains/atom-rule.ts";
import type { Atom } from "../code/atoms.ts";
import type { Rule } from "../rule.ts";

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
  atoms: mines,
  message: "Code starts a miner or connects to a mining pool.",
});

function mines({ kind, detail }: Atom): boolean {
  if (!/^snk\.(?:proc|net|write)/.test(kind)) return false;
  const text = `${detail.text ?? ""} ${detail.path ?? ""}`.slice(0, 16_384);
  if (detail.names?.includes("stratum") === true) return true;
  return pool.test(text) || (/^snk\.proc/.test(kind) && flags.test(text));
}
