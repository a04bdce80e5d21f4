import { z } from "zod";
import { parsePackageName } from "../../names/package-name.ts";
import { absent, isVisible } from "../../packages/rights.ts";
import { whyPackage, whyVersion } from "../../packages/why.ts";
import { whyMany } from "../../packages/why-many.ts";
import { route } from "../route.ts";
import { PackageOrVersionParams } from "./subject.ts";

const Reason = z.looseObject({
  version: z.string(),
  state: z.enum(["served", "held", "hidden"]),
  because: z
    .string()
    .nullable()
    .describe("scan, known_bad, rejected, rewritten, age, frozen, banned, disabled or policy."),
  sentence: z.string().nullable().describe("Why, and what to do about it."),
});

/** Why versions are missing, or one version is served or not: for people and programs that wonder. */
export const whyRoute = route({
  method: "GET",
  path: "/-/why/:subject",
  summary: "Why versions of a package (or one: name@version) are served, held or hidden",
  access: "open",
  params: PackageOrVersionParams,
  reply: {
    status: 200,
    body: z.looseObject({
      name: z.string(),
      origin: z.enum(["hosted", "upstream"]),
      upstream: z.string().nullable(),
      served: z.int(),
      withheld: z.array(Reason),
      version: Reason.optional(),
    }),
  },

  async run(app, { params: { subject }, whoAsks }) {
    const { name, version } = subject;
    if (!(await isVisible(app, await whoAsks(), name))) throw absent(name);
    return version === null ? await whyPackage(app, name) : await whyVersion(app, name, version);
  },
});

const maxReleases = 200;

const Verdict = z.object({
  name: z.string(),
  version: z.string(),
  state: z.enum(["served", "held", "hidden", "unknown"]),
  because: z.string().nullable(),
  rules: z.array(z.string()),
  sentence: z.string().nullable(),
  verdict: z
    .enum(["block", "warn", "clean"])
    .nullable()
    .describe("Null while nobody asked for the tarball."),
  risk: z.string().nullable(),
});

/** For a client that is about to install many packages and wants to know before it fetches them. */
export const whyManyRoute = route({
  method: "POST",
  path: "/-/why",
  summary: `What becomes of up to ${maxReleases} exact versions that somebody is about to install`,
  access: "open",
  body: z.object({
    packages: z
      .array(
        z.object({
          name: z.string().max(430).transform(parsePackageName),
          version: z.string().regex(/^[\w.+-]{1,256}$/, "give an exact version"),
        }),
      )
      .max(maxReleases),
  }),
  reply: { status: 200, body: z.object({ packages: z.array(Verdict) }) },
  run: async (app, { body: { packages }, whoAsks }) => ({
    packages: await whyMany(app, await whoAsks(), packages),
  }),
});
