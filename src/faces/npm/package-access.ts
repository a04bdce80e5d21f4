import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { accessOf, collaboratorsOf, setAccess } from "../../packages/visibility.ts";
import { route } from "../route.ts";
import { Done, done } from "./account-params.ts";
import { NameParams } from "./params.ts";

export const visibilityRoute = route({
  method: "GET",
  path: "/-/package/:name/visibility",
  summary: "Whether everybody may read a package",
  access: "open",
  params: NameParams,
  reply: { status: 200, body: z.object({ public: z.boolean() }) },
  run: async (app, { params: { name }, whoAsks }) => ({
    public: (await accessOf(app, await whoAsks(), name)) === "public",
  }),
});

export const readAccessRoute = route({
  method: "GET",
  path: "/-/package/:name/access",
  summary: "Who may read a package",
  access: "open",
  params: NameParams,
  reply: { status: 200, body: z.object({ access: z.enum(["public", "restricted"]) }) },
  run: async (app, { params: { name }, whoAsks }) => ({
    access: await accessOf(app, await whoAsks(), name),
  }),
});

/** What `npm access set` sends. */
export const setAccessRoute = route({
  method: "POST",
  path: "/-/package/:name/access",
  summary: "Make a package public, or restricted to those who were let in",
  access: "token",
  params: NameParams,
  body: z.looseObject({ access: z.enum(["public", "restricted", "private"]).nullish() }),
  reply: { status: 200, body: Done },
  async run(app, { caller, params: { name }, body: { access } }) {
    if (access == null) {
      throw new RegistryError(
        "invalid",
        "this registry asks for a second factor by user, not by package: " +
          "`npm profile enable-2fa auth-and-writes`",
      );
    }
    await setAccess(app, caller, name, access === "public" ? "public" : "restricted");
    return done;
  },
});

const Permission = z.enum(["read", "write"]);
const Collaborator = z.object({
  user: z.string(),
  permissions: z.enum(["read-only", "read-write"]),
});

/** npm reads an object; pnpm asks with `?format=cli` and ends with an error unless it is a list. */
export const collaboratorsRoute = route({
  method: "GET",
  path: "/-/package/:name/collaborators",
  summary: "Who may read and who may change a package",
  access: "token",
  params: NameParams,
  query: z.looseObject({ format: z.string().max(20).optional() }),
  reply: {
    status: 200,
    body: z.union([z.record(z.string(), Permission), z.array(Collaborator)]),
  },
  async run(app, { caller, params: { name }, query: { format } }) {
    const found = await collaboratorsOf(app, caller, name);
    if (format !== "cli") return Object.fromEntries(found);
    return [...found].map(([user, permission]) => ({
      user,
      permissions: permission === "write" ? ("read-write" as const) : ("read-only" as const),
    }));
  },
});
