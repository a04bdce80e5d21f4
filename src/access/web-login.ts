import { timingSafeEqual } from "node:crypto";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { type Principal, sessionLimits } from "./permit.ts";
import { type Credentials, type SignInNeeds, signIn, signInOrRegister } from "./sign-in.ts";
import { addToken, callerOf } from "./tokens.ts";
import type { WebLogin } from "./web-logins.ts";

/** What a person filled in: a name and a password, or the owner's token. */
export interface Confirmation extends Credentials {
  readonly formToken: string;
  readonly email: string;
  readonly ownerToken: string;
}

/**
 * Finishes a login in the browser: whoever signs in here gives the waiting client a token of theirs.
 *
 * @throws RegistryError `not_found` for one that is over, `forbidden` for a form that is not its own,
 *   and as `signIn`
 */
export async function confirmWebLogin(
  app: SignInNeeds & Pick<App, "webLogins">,
  pageId: string,
  form: Confirmation,
): Promise<{ readonly name: string }> {
  const login = openLogin(app, pageId);
  if (!isSame(form.formToken, login.formToken)) {
    throw new RegistryError("forbidden", "this form is not that of the page; load it again");
  }
  const principal =
    form.ownerToken === ""
      ? await principalOfUser(app, login, form)
      : await principalOfOwnerToken(app, form);
  // Somebody else may have finished it while the password was being checked.
  if (openLogin(app, pageId) !== login) throw over();
  login.confirmedBy = principal;
  return { name: principal.kind === "owner" ? "owner" : principal.name };
}

/** A login that still waits for a person. @throws RegistryError `not_found` */
export function openLogin({ webLogins }: Pick<App, "webLogins">, pageId: string): WebLogin {
  const login = webLogins.byPage(pageId);
  if (login === null || login.confirmedBy !== null) throw over();
  return login;
}

async function principalOfUser(
  app: SignInNeeds,
  { creates }: WebLogin,
  form: Confirmation,
): Promise<Principal> {
  const mayRegister = creates && app.config.auth.registration;
  const { name } = await (mayRegister ? signInOrRegister(app, form) : signIn(app, form));
  return { kind: "user", name };
}

async function principalOfOwnerToken(
  app: Pick<App, "db" | "now">,
  { ownerToken, address }: Confirmation,
): Promise<Principal> {
  const caller = await callerOf(app, ownerToken.trim(), address);
  const isOwner =
    caller.kind === "known" && caller.principal.kind === "owner" && caller.scopes.includes("admin");
  if (isOwner) return caller.principal;
  throw new RegistryError("wrong_password", "this is not the owner's token of this registry");
}

/**
 * What the waiting client gets: null while nobody has confirmed, then its token, once.
 *
 * @throws RegistryError `not_found` for a login that is unknown, over or was collected
 */
export async function collectWebLogin(
  app: Pick<App, "db" | "now" | "webLogins">,
  doneId: string,
): Promise<string | null> {
  const login = app.webLogins.byDone(doneId);
  if (login === null) throw over();
  const { confirmedBy: principal } = login;
  if (principal === null) return null;
  // Forgotten first, so that two questions at the same moment give one token.
  app.webLogins.forget(login);
  const { secret } = await addToken(app, {
    ...sessionLimits,
    principal,
    label: "npm login",
    description: "",
    createdBy: principal.kind === "owner" ? "owner" : principal.name,
    by: "system",
  });
  return secret;
}

function over(): RegistryError {
  return new RegistryError("not_found", "this login is over; run `npm login` again");
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
