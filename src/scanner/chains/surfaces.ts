import type { Surface } from "../report.ts";

/** Strongest first: what acts without anybody's decision stands above what somebody has to start. */
const order: readonly Surface[] = ["install", "load", "handler", "call", "cli", "dormant"];

export function weakerSurface(one: Surface, other: Surface): Surface {
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}

/**
 * Factor A is of theft and what else is no more acceptable in a command than in a hook; factor B of
 * what commands do for honest reasons (threat catalogue §1.1).
 */
const factors: Readonly<Record<Surface, readonly [a: number, b: number]>> = {
  install: [1, 1],
  load: [1, 0.9],
  handler: [1, 0.8],
  call: [0.85, 0.6],
  cli: [0.85, 0.5],
  dormant: [0.3, 0.2],
  agent: [1, 1],
  structure: [1, 1],
};

export function surfaceFactor(surface: Surface, scale: "a" | "b"): number {
  return factors[surface][scale === "a" ? 0 : 1];
}
