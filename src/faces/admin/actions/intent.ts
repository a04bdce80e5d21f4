import { z } from "zod";
import { capabilityKinds } from "../../../intent/catalogue.ts";
import type { Found } from "../../../intent/discover.ts";
import { riskOrder } from "../../../intent/risk.ts";
import { discoverAcross } from "../../../intent/sources/federate.ts";

import { selectionOf, sourcesBody } from "../../namel3ss/source-query.ts";
import { Installed, versionBody } from "../../namel3ss/wire.ts";
import { action } from "../action.ts";
import { limitOf } from "./fields.ts";

const discover = action({
  name: "discover",
  about: "Experts and packs for a purpose in plain words, and why they fit.",
  scope: "admin",
  input: z.object({
    query: z.string().max(2000).default("").describe("What is wanted, in plain words."),
    capability: z.enum(capabilityKinds).optional().describe("Only what has this capability."),
    risk: z.enum(riskOrder).optional().describe("Only what has this risk."),
    limit: limitOf(20, 100),
    installed: Installed.describe("What the asker has: id@version,id@version."),
    registry: z.string().max(2000).optional().describe("Ids of sources, with commas between."),
  }),
  answers: "discovered",
  async run(app, { caller }, { query: text, capability, risk, limit, installed, registry }) {
    const selection = await selectionOf(app, { registry }, async () => caller);
    const filter = { capability: capability ?? null, risk: risk ?? null };
    const question = { text, ...filter, limit, installed };
    const { found, total, sources } = await discoverAcross(app, question, selection);
    return { query: text, total, sources: sourcesBody(sources), results: found.map(shownFound) };
  },
});

/** How to get it is for the client to say, who knows by which address it reaches this registry. */
function shownFound({ score, words, why, versions, ...shown }: Found) {
  const { install: _, ...body } = versionBody(shown, "");
  const { name: packageName } = shown.stored.facts;
  return { ...body, packageName, versions, score: Math.round(score * 100) / 100, words, why };
}

export const intentActions = [discover];
