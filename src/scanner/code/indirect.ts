import { decoders } from "./atoms.ts";
import type { Machine } from "./machine.ts";
import { bitOf, bitsOf } from "./taints.ts";
import type { Taint } from "./value.ts";

/** Modules and globals whose names nobody hides without a reason. */
const intent =
  /^(?:node:(?:child_process|cluster|dgram|dns|fs|http|http2|https|inspector|module|net|os|repl|tls|vm|worker_threads)\b|bun:ffi|global\.(?:eval|Function|process|require|fetch|XMLHttpRequest|WebSocket|EventSource|importScripts|execScript|Worker|WebAssembly|Deno|Bun|document|localStorage|ethereum|setTimeout|setInterval)\b)/;

const decoding = bitsOf(decoders);

export function foldedAs(taint: Taint): "plain" | "joined" | "decoded" {
  if ((taint.through & decoding) !== 0) return "decoded";
  return (taint.through & bitOf("joined")) !== 0 ? "joined" : "plain";
}

/** Tells when something that matters is reached by a name that had to be put together (EXE-06, OBF-15). */
export function noteIndirect(machine: Machine, name: string, taint: Taint): void {
  // Programs keep things of their own under such names.
  const isOwnMark =
    /\.__(?!proto__|define|lookup)\w+$/.test(name) || /\.(?:_extensions|extensions)\./.test(name);
  if (taint.through === 0 || isOwnMark || !intent.test(name)) return;
  const folded = foldedAs(taint);
  if (folded !== "plain") machine.emit("ctx.indirect", { api: name, folded, names: [name] });
}
