import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { parseUserName, type UserName } from "../names/user-name.ts";
import { orgExists } from "./access.store.ts";
import { hashPassword } from "./password.ts";
import { type Caller, requireScope } from "./permit.ts";
import {
  findUser,
  insertUser,
  listUsers as readUsers,
  type SecondFactor,
  type User,
  updatePassword,
  updateSecondFactor,
} from "./users.store.ts";

type Needs = Pick<App, "db" | "now">;

export interface NewUser {
  readonly name: UserName;
  readonly password: string;
  readonly email: string;
}

/**
 * Adds an account; whether somebody may was checked.
 *
 * @throws RegistryError `conflict` when the name is taken, `invalid` for a bad password or address
 */
export async function addUser(
  app: Needs,
  { name, password, email }: NewUser,
  by: Caller | "system" = "system",
): Promise<void> {
  checkEmail(email);
  // Answers show organizations and users alike, so one could pass for the other.
  if (await orgExists(app.db, name)) throw taken(name);
  const hash = await hashPassword(password);
  const at = app.now().toISOString();
  if (!(await insertUser(app.db, { name, password: hash, email }, at, by))) throw taken(name);
}

/**
 * Adds an account with the password hash of another registry. Only bcrypt can be checked here; it is
 * kept as it is and works at the next login.
 *
 * @returns false when the account was here already
 * @throws RegistryError `invalid` for another kind of hash
 */
export async function addMigratedUser(app: Needs, name: UserName, hash: string): Promise<boolean> {
  if (!/^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/.test(hash)) {
    throw new RegistryError(
      "invalid",
      `the password of ${name} is not hashed with bcrypt; add the account by hand: ` +
        `\`agentregistry user add ${name}\``,
    );
  }
  if (await orgExists(app.db, name)) throw taken(name);
  const at = app.now().toISOString();
  return await insertUser(app.db, { name, password: hash, email: "" }, at, "system");
}

function taken(name: UserName): RegistryError {
  return new RegistryError("conflict", `the name ${name} is taken; choose another`, {
    fields: { code: "user_exists" },
  });
}

/** @throws RegistryError `invalid`; an empty one is allowed, for nothing is sent there */
export function checkEmail(email: string): void {
  if (email === "" || (email.length <= 254 && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email))) return;
  throw new RegistryError("invalid", "this is not an e-mail address");
}

/** Adds an account for somebody. @throws RegistryError `forbidden`, and as `addUser` */
export async function createUser(app: Needs, caller: Caller, user: NewUser): Promise<void> {
  requireScope(caller, "admin");
  await addUser(app, user, caller);
}

/** What an administrator sees of an account. */
export interface UserSummary {
  readonly name: UserName;
  readonly email: string;
  readonly tfa: SecondFactor["mode"] | null;
  readonly createdAt: string;
}

export async function listUsers(app: Pick<App, "db">, caller: Caller): Promise<UserSummary[]> {
  requireScope(caller, "admin");
  return (await readUsers(app.db)).map(({ name, email, tfa, createdAt }) => ({
    name,
    email,
    tfa: tfa === null || tfa.isPending ? null : tfa.mode,
    createdAt,
  }));
}

/**
 * Sets a new password for somebody who lost theirs, and takes away the second factor if asked.
 *
 * @throws RegistryError `forbidden`, `not_found`, `invalid`
 */
export async function resetPassword(
  app: Needs,
  caller: Caller,
  name: string,
  { password, dropsTfa }: { readonly password: string; readonly dropsTfa: boolean },
): Promise<void> {
  requireScope(caller, "admin");
  const user = await existingUser(app, name);
  const hash = await hashPassword(password);
  const at = app.now().toISOString();
  await app.db.write(async (tx) => {
    const note = { action: "password_reset", target: user.name, details: { dropsTfa } } as const;
    await recordAudit(tx, caller, note, at);
    await updatePassword(tx, user.name, hash, at);
    if (dropsTfa) await updateSecondFactor(tx, user.name, null, at);
  });
}

/** @throws RegistryError `not_found` */
export async function existingUser(app: Pick<App, "db">, name: string): Promise<User> {
  const user = await findUser(app.db, name);
  if (user !== null) return user;
  throw new RegistryError("not_found", "there is no user of that name");
}

/** A name in a request of which it is unknown whether anybody has it. */
export async function findUserByText(app: Pick<App, "db">, text: string): Promise<User | null> {
  let name: UserName;
  try {
    name = parseUserName(text);
  } catch {
    return null;
  }
  return await findUser(app.db, name);
}
