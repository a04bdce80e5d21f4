import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { codeKeys } from "./attempts.ts";
import { hashPassword } from "./password.ts";
import { type Caller, type Known, requireKnown, requireScope, userNameOf } from "./permit.ts";
import { hashOfRecoveryCode, newRecoveryCodes } from "./second-factor.ts";
import { checkPassword } from "./sign-in.ts";
import { matchingStep, newTotpSecret, otpauthUrl } from "./totp.ts";
import {
  replaceRecoveryCodes,
  spendStep,
  type TfaMode,
  type User,
  updatePassword,
  updateProfile,
  updateSecondFactor,
} from "./users.store.ts";
import { checkEmail, existingUser } from "./users.ts";

type Needs = Pick<App, "db" | "now" | "attempts">;

/** What a person sees and changes of an account of theirs. */
export interface Profile {
  readonly name: string;
  readonly email: string;
  readonly fullname: string;
  readonly homepage: string;
  readonly github: string;
  readonly tfa: { readonly mode: TfaMode; readonly isPending: boolean } | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The account behind a token; of the owner and of organizations, which have none, what there is. */
export async function readProfile(app: Pick<App, "db" | "now">, caller: Known): Promise<Profile> {
  if (caller.principal.kind === "user") {
    return profileOf(await existingUser(app, caller.principal.name));
  }
  const name = userNameOf(caller);
  const at = new Date(0).toISOString();
  const nothing = { fullname: "", homepage: "", github: "", tfa: null };
  return { ...nothing, name, email: placeholderEmail(name), createdAt: at, updatedAt: at };
}

/** Addresses of people are shown to nobody but themselves; clients insist on one. */
export function placeholderEmail(name: string): string {
  return `${name}@agentregistry.invalid`;
}

export interface ProfileChange {
  readonly email: string | undefined;
  readonly fullname: string | undefined;
  readonly homepage: string | undefined;
  readonly github: string | undefined;
  readonly password: { readonly old: string; readonly new: string } | undefined;
}

/**
 * Changes what is given and leaves the rest. Tokens outlive a change of the password; they are revoked
 * one by one.
 *
 * @throws RegistryError `forbidden` for a caller without an account, `wrong_password` for a wrong old
 *   one, `invalid`
 */
export async function changeProfile(
  app: Needs,
  caller: Caller,
  change: ProfileChange,
  address: string | null,
): Promise<Profile> {
  const user = await userOf(app, caller);
  const profile = {
    email: change.email ?? user.email,
    fullname: change.fullname ?? user.fullname,
    homepage: change.homepage ?? user.homepage,
    github: change.github ?? user.github,
  };
  checkEmail(profile.email);
  const { password } = change;
  let hash: string | null = null;
  if (password !== undefined) {
    await checkPassword(app, user, { name: user.name, password: password.old, address });
    hash = await hashPassword(password.new);
  }
  const at = app.now().toISOString();
  await app.db.write(async (tx) => {
    await updateProfile(tx, user.name, profile, at);
    if (hash !== null) await updatePassword(tx, user.name, hash, at);
  });
  return profileOf(await existingUser(app, user.name));
}

/** What a client is to show after asking for a second factor: an address to scan, or the new mode. */
export type TfaStep = { readonly otpauth: string } | { readonly profile: Profile };

/**
 * Begins to set up the second factor, or changes its mode when it is set up.
 *
 * @throws RegistryError `forbidden`, `wrong_password`
 */
export async function beginTfa(
  app: Needs,
  caller: Caller,
  request: { readonly mode: TfaMode; readonly password: string },
  address: string | null,
): Promise<TfaStep> {
  const user = await userOf(app, caller);
  await checkPassword(app, user, { name: user.name, password: request.password, address });
  const at = app.now().toISOString();
  const isSetUp = user.tfa !== null && !user.tfa.isPending;
  const secret = isSetUp && user.tfa !== null ? user.tfa.secret : newTotpSecret();
  const tfa = { mode: request.mode, secret, isPending: !isSetUp };
  await app.db.write(async (tx) => await updateSecondFactor(tx, user.name, tfa, at));
  if (!isSetUp) return { otpauth: otpauthUrl(secret, user.name) };
  return { profile: profileOf(await existingUser(app, user.name)) };
}

/**
 * Sets the second factor up, once a first code shows that the authenticator has it.
 *
 * @returns recovery codes, which are in this answer and nowhere else
 * @throws RegistryError `forbidden`, `invalid` for a wrong code or nothing to confirm
 */
export async function confirmTfa(app: Needs, caller: Caller, code: string): Promise<string[]> {
  requireKnown(caller);
  const user = await userOf(app, caller);
  const { tfa } = user;
  if (tfa === null || !tfa.isPending) {
    throw new RegistryError("invalid", "begin with `npm profile enable-2fa`");
  }
  const keys = codeKeys(user.name);
  app.attempts.begin(keys);
  const step = matchingStep(tfa.secret, code, app.now());
  if (step === null || !(await spendStep(app.db, user.name, step, caller.tokenId))) {
    throw new RegistryError("invalid", "this code is not the one that stands now; try the next");
  }
  app.attempts.succeeded(keys);
  const codes = newRecoveryCodes();
  const at = app.now().toISOString();
  await app.db.write(async (tx) => {
    await updateSecondFactor(tx, user.name, { ...tfa, isPending: false }, at);
    await replaceRecoveryCodes(tx, user.name, codes.map(hashOfRecoveryCode));
  });
  return codes;
}

/** Takes the second factor away. @throws RegistryError `forbidden`, `wrong_password` */
export async function disableTfa(
  app: Needs,
  caller: Caller,
  password: string,
  address: string | null,
): Promise<Profile> {
  const user = await userOf(app, caller);
  await checkPassword(app, user, { name: user.name, password, address });
  const at = app.now().toISOString();
  await app.db.write(async (tx) => await updateSecondFactor(tx, user.name, null, at));
  return profileOf(await existingUser(app, user.name));
}

async function userOf(app: Pick<App, "db">, caller: Caller): Promise<User> {
  requireScope(caller, "publish");
  if (caller.principal.kind !== "user") {
    throw new RegistryError(
      "forbidden",
      "this token belongs to no account of a person, so there is no profile to change",
    );
  }
  if (caller.isAgent || caller.packages.length + caller.packageScopes.length > 0) {
    throw new RegistryError(
      "forbidden",
      "a token for an agent, or one that is narrowed to some packages, cannot change an account",
    );
  }
  return await existingUser(app, caller.principal.name);
}

function profileOf(user: User): Profile {
  const { name, email, fullname, homepage, github, createdAt, updatedAt, tfa } = user;
  const shownTfa = tfa === null ? null : { mode: tfa.mode, isPending: tfa.isPending };
  return { name, email, fullname, homepage, github, createdAt, updatedAt, tfa: shownTfa };
}
