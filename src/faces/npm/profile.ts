import { z } from "zod";
import { requireKnown } from "../../access/permit.ts";
import {
  beginTfa,
  changeProfile,
  confirmTfa,
  disableTfa,
  type Profile,
  readProfile,
} from "../../access/profile.ts";
import { RegistryError } from "../../errors.ts";
import { route } from "../route.ts";

const ShownProfile = z.looseObject({
  name: z.string(),
  email: z.string(),
  tfa: z.unknown(),
});

export const readProfileRoute = route({
  method: "GET",
  path: "/-/npm/v1/user",
  summary: "The account of the token",
  access: "token",
  reply: { status: 200, body: ShownProfile },
  async run(app, { caller }) {
    requireKnown(caller);
    return shown(await readProfile(app, caller));
  },
});

/** Clients send null for what is empty. */
const line = z
  .string()
  .max(250)
  .regex(/^\P{Cc}*$/u, "holds a control character")
  .nullish()
  .transform((text) => (text === undefined ? undefined : (text ?? "")));

const Change = z.looseObject({
  email: line,
  fullname: line,
  homepage: line,
  github: line,
  password: z.object({ old: z.string().max(1000), new: z.string().max(1000) }).nullish(),
  tfa: z
    .union([
      z.object({
        mode: z.enum(["auth-only", "auth-and-writes", "disable"]),
        password: z.string().max(1000).default(""),
      }),
      z.tuple([z.string().max(100)]),
    ])
    .nullish(),
});

/** What `npm profile set`, `enable-2fa` and `disable-2fa` send (npm-wire-protocol §12.8). */
export const changeProfileRoute = route({
  method: "POST",
  path: "/-/npm/v1/user",
  summary: "Change the account: what it says, its password, its second factor",
  access: "token",
  isAccount: true,
  body: Change,
  reply: { status: 200, body: ShownProfile },
  async run(app, { caller, body, peer }) {
    const { tfa } = body;
    if (tfa == null) {
      refuseUnkept(body);
      const { email, fullname, homepage, github, password } = body;
      const change = { email, fullname, homepage, github, password: password ?? undefined };
      return shown(await changeProfile(app, caller, change, peer));
    }
    if (Array.isArray(tfa)) return { tfa: await confirmTfa(app, caller, tfa[0]) };
    const { mode, password } = tfa;
    if (mode === "disable") return shown(await disableTfa(app, caller, password, peer));
    const step = await beginTfa(app, caller, { mode, password }, peer);
    return "otpauth" in step ? { tfa: step.otpauth } : shown(step.profile);
  },
});

/** npm sends every key that it can set with every change; those that are empty ask for nothing. */
function refuseUnkept(body: Readonly<Record<string, unknown>>): void {
  for (const key of ["freenode", "twitter"]) {
    if (body[key] == null || body[key] === "") continue;
    throw new RegistryError("invalid", `this registry keeps no ${key} name`);
  }
}

function shown(profile: Profile) {
  const { tfa, createdAt, updatedAt, ...rest } = profile;
  return {
    tfa: tfa === null ? null : { mode: tfa.mode, pending: tfa.isPending },
    ...rest,
    email_verified: false,
    created: createdAt,
    updated: updatedAt,
    cidr_whitelist: null,
  };
}
