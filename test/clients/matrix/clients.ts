import { bun } from "./bun.ts";
import type { Client } from "./client.ts";
import { deno } from "./deno.ts";
import { npmClients } from "./npm.ts";
import { pnpmClients } from "./pnpm.ts";
import { yarnBerry } from "./yarn-berry.ts";
import { yarnClassic } from "./yarn-classic.ts";

/** The columns of the matrix. */
export const clients: readonly Client[] = [
  ...npmClients,
  ...pnpmClients,
  yarnClassic,
  yarnBerry,
  bun,
  deno,
];
