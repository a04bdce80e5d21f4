import { z } from "zod";
import { openSession, signInOrRegister } from "../../access/sign-in.ts";
import type { App } from "../../context.ts";
import { RegistryError } from "../../errors.ts";
import { basicOf } from "../caller.ts";
import { type Call, route } from "../route.ts";
import { UserDocumentParams } from "./account-params.ts";

const Credentials = z.looseObject({
  name: z.string().max(300).optional(),
  password: z.string().max(1000).optional(),
  email: z.string().max(300).nullish(),
});

const LoggedIn = z.object({
  ok: z.string(),
  success: z.boolean(),
  id: z.string(),
  rev: z.string(),
  token: z.string(),
});

const login = (path: string, summary: string) =>
  route({
    method: "PUT",
    path,
    summary,
    access: "anyone",
    params: UserDocumentParams,
    body: Credentials,
    reply: { status: 201, body: LoggedIn },
    run: async (app, call) => await logIn(app, call),
  });

/**
 * What `npm login --auth-type=legacy` and `npm adduser` send: the right password gives a new token, an
 * unknown name becomes an account where that is allowed (npm-wire-protocol §12.1).
 */
export const loginRoute = login("/-/user/:user", "Log in with name and password, or register");

/** Older clients come here with Basic after a registry said that the user exists. */
export const loginAgainRoute = login("/-/user/:user/-rev/:rev", "Log in, as older clients do");

type LoginCall = Call<{ user: string }, unknown, z.output<typeof Credentials>>;

async function logIn(app: App, { request, params: { user }, body, peer }: LoginCall) {
  const basic = basicOf(request);
  if ([body.name ?? user, basic?.name ?? user].some((name) => name !== user)) {
    throw new RegistryError("invalid", "the request names two different users");
  }
  const password = body.password ?? basic?.password ?? "";
  if ((basic?.password ?? password) !== password) {
    throw new RegistryError("invalid", "the request holds two different passwords");
  }
  const known = await signInOrRegister(app, {
    name: user,
    password,
    email: body.email ?? "",
    code: request.headers.get("npm-otp"),
    address: peer,
  });
  const { secret } = await openSession(app, known, "npm login");
  return {
    ok: `you are authenticated as '${known.name}'`,
    success: true,
    id: `org.couchdb.user:${known.name}`,
    rev: "1-0",
    token: secret,
  };
}
