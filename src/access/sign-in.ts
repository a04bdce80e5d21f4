import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { parseUserName } from "../names/user-name.ts";
import { passwordKeys } from "./attempts.ts";
import { verifyPassword, wrongPassword } from "./password.ts";
import { sessionLimits } from "./permit.ts";
import { requireCodeForLogin } from "./second-factor.ts";
import { addToken, type NewSecret } from "./tokens.ts";
import { findUser, type User } from "./users.store.ts";
import { addUser, findUserByText } from "./users.ts";

export type SignInNeeds = Pick<App, "db" | "now" | "attempts" | "config">;

export interface Credentials {
  readonly name: string;
  readonly password: string;
  /** A one-time password, when one was sent. */
  readonly code: string | null;
  /** The address of the socket. */
  readonly address: string | null;
}

/**
 * Finds the user of a name and a password, and takes a one-time password if they have set one up. An
 * unknown name takes as long as a known one.
 *
 * @throws RegistryError `wrong_password`, `unauthenticated` with the challenge for a one-time
 *   password, `rate_limited`
 */
export async function signIn(app: SignInNeeds, credentials: Credentials): Promise<User> {
  const user = await findUserByText(app, credentials.name);
  await checkPassword(app, user, credentials);
  if (user === null) throw wrongPassword();
  await requireCodeForLogin(app, user, credentials.code);
  return user;
}

/** @throws RegistryError `wrong_password` also for nobody, `rate_limited` */
export async function checkPassword(
  app: Pick<App, "attempts">,
  user: User | null,
  { name, password, address }: Pick<Credentials, "name" | "password" | "address">,
): Promise<void> {
  const keys = passwordKeys(user?.name ?? name.slice(0, 64), address);
  app.attempts.begin(keys);
  if (!(await verifyPassword(password, user?.password ?? null))) throw wrongPassword();
  app.attempts.succeeded(keys);
}

/**
 * As `signIn`, and makes an account of an unknown name where that is open to everybody
 * (`auth.registration`).
 *
 * @throws RegistryError as `signIn`; `forbidden` for an unknown name where registration is closed,
 *   `invalid` for a name or a password that no account can have
 */
export async function signInOrRegister(
  app: SignInNeeds,
  { email, ...credentials }: Credentials & { readonly email: string },
): Promise<User> {
  const { name, password, address } = credentials;
  if ((await findUserByText(app, name)) !== null) return await signIn(app, credentials);
  if (!app.config.auth.registration) {
    await checkPassword(app, null, credentials).catch(refuseOnlyTooMany);
    throw new RegistryError(
      "forbidden",
      "there is no such user, and this registry does not let people make accounts themselves; " +
        "its owner can add one with `agentregistry user add NAME`",
      { fields: { code: "registration_closed" } },
    );
  }
  // Making accounts counts as failing, which bounds how many one address can make.
  app.attempts.begin([{ key: `register ${address}`, max: 20 }]);
  const parsed = parseUserName(name);
  await addUser(app, { name: parsed, password, email });
  const user = await findUser(app.db, parsed);
  if (user === null) throw wrongPassword();
  return user;
}

/** The password of nobody is always wrong; here only the time that it took matters. */
function refuseOnlyTooMany(error: unknown): void {
  if (error instanceof RegistryError && error.code === "wrong_password") return;
  throw error;
}

/** The token that a login gives: all that the user may do with packages and organizations. */
export async function openSession(
  app: Pick<App, "db" | "now">,
  { name }: Pick<User, "name">,
  label: string,
): Promise<NewSecret> {
  return await addToken(app, {
    ...sessionLimits,
    principal: { kind: "user", name },
    label,
    description: "",
    createdBy: name,
    by: "system",
  });
}
