import { z } from "zod";
import { placeholderEmail } from "../../access/profile.ts";
import { addOwner, ownersOf, removeOwner } from "../../packages/owners.ts";
import { route } from "../route.ts";
import { Done, done } from "./account-params.ts";
import { NameParams } from "./params.ts";
import { decodeSegment } from "./path.ts";

const Owner = z.object({ username: z.string(), name: z.string(), email: z.string() });

/** What pnpm asks; npm reads the packument. */
export const listOwnersRoute = route({
  method: "GET",
  path: "/-/package/:name/owners",
  summary: "Who maintains a package",
  access: "open",
  params: NameParams,
  reply: { status: 200, body: z.array(Owner) },
  async run(app, { params: { name }, whoAsks }) {
    const names = await ownersOf(app, await whoAsks(), name);
    return names.map((owner) => ({ username: owner, name: owner, email: placeholderEmail(owner) }));
  },
});

export const addOwnerRoute = route({
  method: "PUT",
  path: "/-/package/:name/owners",
  summary: "Make somebody a maintainer of a package",
  access: "token",
  params: NameParams,
  body: z.looseObject({ user: z.string().min(1).max(300) }),
  reply: { status: 201, body: Done },
  async run(app, { caller, params: { name }, body: { user } }) {
    await addOwner(app, caller, name, user);
    return done;
  },
});

export const removeOwnerRoute = route({
  method: "DELETE",
  path: "/-/package/:name/owners/:user",
  summary: "Make somebody no longer a maintainer of a package",
  access: "token",
  params: NameParams.extend({ user: z.string().transform(decodeSegment) }),
  reply: { status: 200, body: Done },
  async run(app, { caller, params: { name, user } }) {
    await removeOwner(app, caller, name, user);
    return done;
  },
});
