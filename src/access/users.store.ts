import { recordAudit } from "../audit/audit.store.ts";
import type { Db, Sql } from "../db/db.ts";
import type { UserName } from "../names/user-name.ts";
import { revokeAllTokens } from "./access.store.ts";
import type { Caller } from "./permit.ts";

export interface User {
  readonly name: UserName;
  readonly password: string;
  readonly email: string;
  readonly fullname: string;
  readonly homepage: string;
  readonly github: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly tfa: SecondFactor | null;
}

export type TfaMode = "auth-only" | "auth-and-writes";

export interface SecondFactor {
  readonly mode: TfaMode;
  readonly secret: string;
  /** Until a first code was given, nothing asks for one. */
  readonly isPending: boolean;
}

interface UserRow {
  name: UserName;
  password: string;
  email: string;
  fullname: string;
  homepage: string;
  github: string;
  created_at: string;
  updated_at: string;
  tfa_mode: TfaMode | null;
  tfa_secret: string | null;
  tfa_pending: number;
}

/** Adds an account; false when the name is taken. */
export async function insertUser(
  db: Db,
  user: Pick<User, "name" | "password" | "email">,
  at: string,
  by: Caller | "system",
): Promise<boolean> {
  return await db.write(async (tx) => {
    const added = await tx`
      insert into users (name, password, email, fullname, homepage, github, created_at, updated_at)
      values (${user.name}, ${user.password}, ${user.email}, '', '', '', ${at}, ${at})
      on conflict (name) do nothing
      returning name`;
    const note = { action: "user_created", target: user.name } as const;
    if (added.length > 0) await recordAudit(tx, by, note, at);
    return added.length > 0;
  });
}

export async function findUser(db: Pick<Db, "read">, name: string): Promise<User | null> {
  const [row] = await db.read<UserRow>`select * from users where name = ${name}`;
  return row ? toUser(row) : null;
}

export async function listUsers(db: Db): Promise<User[]> {
  const rows = await db.read<UserRow>`select * from users order by name`;
  return rows.map(toUser);
}

/** Removes an account with all that it may do; what it published stays. */
export async function deleteUser(tx: Sql, name: UserName, at: string): Promise<void> {
  const principal = `user:${name}`;
  await revokeAllTokens(tx, principal, at);
  await tx`delete from stars where principal = ${principal}`;
  await tx`delete from maintainers where principal = ${principal}`;
  await tx`delete from team_members where user_name = ${name}`;
  await tx`delete from members where user_name = ${name}`;
  await tx`delete from recovery_codes where user_name = ${name}`;
  await tx`delete from users where name = ${name}`;
}

export async function updatePassword(tx: Sql, name: string, hash: string, at: string) {
  await tx`update users set password = ${hash}, updated_at = ${at} where name = ${name}`;
}

export async function updateProfile(
  tx: Sql,
  name: string,
  profile: Pick<User, "email" | "fullname" | "homepage" | "github">,
  at: string,
): Promise<void> {
  const { email, fullname, homepage, github } = profile;
  await tx`
    update users set email = ${email}, fullname = ${fullname}, homepage = ${homepage},
                     github = ${github}, updated_at = ${at}
    where name = ${name}`;
}

/** Sets the second factor, or takes it away with its recovery codes, inside the caller's transaction. */
export async function updateSecondFactor(
  tx: Sql,
  name: string,
  tfa: SecondFactor | null,
  at: string,
): Promise<void> {
  await tx`
    update users set tfa_mode = ${tfa?.mode ?? null}, tfa_secret = ${tfa?.secret ?? null},
                     tfa_pending = ${tfa?.isPending === true ? 1 : 0}, updated_at = ${at}
    where name = ${name}`;
  if (tfa === null) await tx`delete from recovery_codes where user_name = ${name}`;
}

export async function replaceRecoveryCodes(
  tx: Sql,
  name: string,
  hashes: readonly string[],
): Promise<void> {
  await tx`delete from recovery_codes where user_name = ${name}`;
  for (const hash of hashes) {
    await tx`insert into recovery_codes (user_name, hash) values (${name}, ${hash})`;
  }
}

/** Spends a recovery code; false when there is no such one. */
export async function spendRecoveryCode(db: Db, name: string, hash: string): Promise<boolean> {
  return await db.write(async (tx) => {
    const spent = await tx`
      delete from recovery_codes where user_name = ${name} and hash = ${hash} returning hash`;
    return spent.length > 0;
  });
}

/**
 * Takes the code of a time step, unless it or a later one was taken before. The same token may show it
 * again, because one command of npm can write several times with one code.
 *
 * @param by the token, or something unique for a login
 */
export async function spendStep(db: Db, name: string, step: number, by: string): Promise<boolean> {
  return await db.write(async (tx) => {
    const spent = await tx`
      update users set tfa_step = ${step}, tfa_step_by = ${by}
      where name = ${name}
        and (tfa_step < ${step} or (tfa_step = ${step} and tfa_step_by = ${by}))
      returning name`;
    return spent.length > 0;
  });
}

function toUser(row: UserRow): User {
  return {
    name: row.name,
    password: row.password,
    email: row.email,
    fullname: row.fullname,
    homepage: row.homepage,
    github: row.github,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    tfa:
      row.tfa_mode === null || row.tfa_secret === null
        ? null
        : { mode: row.tfa_mode, secret: row.tfa_secret, isPending: row.tfa_pending === 1 },
  };
}
