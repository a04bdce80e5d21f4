import { findExpert } from "../../packages/experts.ts";
import { route } from "../route.ts";
import { KeyParams } from "./params.ts";
import { perstackRoot } from "./root.ts";
import { OneExpert, oneExpert } from "./wire.ts";

export const readExpertRoute = route({
  method: "GET",
  path: `${perstackRoot}/:key`,
  summary: "One Expert by name, version or tag",
  access: "open",
  checksPathFirst: true,
  params: KeyParams,
  reply: { status: 200, body: OneExpert },
  run: async (app, { params: { key }, whoAsks }) =>
    await oneExpert(app, await findExpert(app, await whoAsks(), key)),
});
