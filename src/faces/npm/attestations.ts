import { z } from "zod";
import { absent, isVisible } from "../../packages/rights.ts";
import { attestationsOf } from "../../trust/attestations.ts";
import { route } from "../route.ts";
import { SubjectParams } from "./subject.ts";

/** Where dist.attestations.url points (npm-wire-protocol §15.4). */
export const attestationsRoute = route({
  method: "GET",
  path: "/-/npm/v1/attestations/:subject",
  summary: "Provenance and publish attestations of name@version",
  access: "open",
  params: SubjectParams,
  reply: { status: 200, body: z.object({ attestations: z.array(z.looseObject({})) }) },

  async run(app, { params: { subject }, whoAsks }) {
    if (!(await isVisible(app, await whoAsks(), subject.name))) throw absent(subject.name);
    const document = await attestationsOf(app, subject.name, subject.version);
    return new Response(document, {
      headers: { "content-type": "application/json", "cache-control": "private, no-cache" },
    });
  },
});
