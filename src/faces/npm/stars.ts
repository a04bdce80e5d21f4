import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { parsePackageName } from "../../names/package-name.ts";
import { ownStars, star, starsOf } from "../../packages/stars.ts";
import { route } from "../route.ts";
import { Done, done } from "./account-params.ts";

const Name = z.string().max(300).transform(parsePackageName);

/** pnpm names the package twice; elsewhere `name` is the user. */
const Starred = z.looseObject({ package: Name });

export const listStarsRoute = route({
  method: "GET",
  path: "/-/user/v1/star",
  summary: "The packages that the caller has starred",
  access: "token",
  reply: { status: 200, body: z.array(z.string()) },
  run: async (app, { caller }) => await ownStars(app, caller),
});

const change = (method: "PUT" | "DELETE", summary: string) =>
  route({
    method,
    path: "/-/user/v1/star",
    summary,
    access: "token",
    body: Starred,
    reply: { status: 200, body: Done },
    async run(app, { caller, body }) {
      await star(app, caller, body.package, method === "PUT");
      return done;
    },
  });

export const starRoute = change("PUT", "Star a package");
export const unstarRoute = change("DELETE", "Take the star from a package");

/** What `npm stars` asks: the key is a name in JSON quotes. */
export const starredByUserRoute = route({
  method: "GET",
  path: "/-/_view/starredByUser",
  summary: "The packages that a user has starred",
  access: "open",
  query: z.looseObject({ key: z.string().max(300).default("") }),
  reply: { status: 200, body: z.object({ rows: z.array(z.object({ value: z.string() })) }) },
  async run(app, { query: { key }, whoAsks }) {
    const [, user] = /^"(.*)"$/.exec(key) ?? [];
    if (user === undefined) {
      throw new RegistryError("invalid", 'name the user in quotes: ?key="ann"');
    }
    const names = await starsOf(app, await whoAsks(), user);
    return { rows: names.map((value) => ({ value })) };
  },
});
