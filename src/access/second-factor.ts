import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { codeKeys } from "./attempts.ts";
import type { Known } from "./permit.ts";
import { matchingStep, toBase32 } from "./totp.ts";
import { findUser, spendRecoveryCode, spendStep, type User } from "./users.store.ts";

type Needs = Pick<App, "db" | "now" | "attempts">;

/**
 * Asks for a one-time password at a login, when the user has set one up.
 *
 * @param code the 6 digits of an authenticator, or a recovery code; null when none was sent
 * @throws RegistryError `unauthenticated` with the challenge that clients prompt for, `rate_limited`
 */
export async function requireCodeForLogin(
  app: Needs,
  user: User,
  code: string | null,
): Promise<void> {
  // Unique, so that nothing else can show the same code again.
  if (user.tfa !== null && !user.tfa.isPending) await takeCode(app, user, code, randomUUID());
}

/**
 * Asks for a one-time password before a token of a user changes something: always for the account
 * itself, and for everything else in the mode auth-and-writes, unless the token bypasses it.
 *
 * @throws RegistryError as `requireCodeForLogin`
 */
export async function requireCodeForWrite(
  app: Needs,
  caller: Known,
  isAccount: boolean,
  code: string | null,
): Promise<void> {
  if (caller.principal.kind !== "user") return;
  if (!isAccount && caller.bypassesTfa) return;
  const user = await findUser(app.db, caller.principal.name);
  if (user === null || user.tfa === null || user.tfa.isPending) return;
  if (isAccount || user.tfa.mode === "auth-and-writes") {
    await takeCode(app, user, code, caller.tokenId);
  }
}

async function takeCode(
  app: Needs,
  { name, tfa }: User,
  code: string | null,
  by: string,
): Promise<void> {
  if (code === null || code === "") throw challenge("this needs a one-time password");
  const keys = codeKeys(name);
  app.attempts.begin(keys);
  const step = matchingStep(tfa?.secret ?? "", code, app.now());
  const fits =
    step === null
      ? await spendRecoveryCode(app.db, name, hashOfRecoveryCode(code))
      : await spendStep(app.db, name, step, by);
  if (!fits) {
    throw challenge("this one-time password is wrong or was used before; wait for the next one");
  }
  app.attempts.succeeded(keys);
}

/** The header in lower case and the phrase in the sentence: each is what some client looks for. */
function challenge(message: string): RegistryError {
  return new RegistryError("unauthenticated", message, {
    headers: { "www-authenticate": "otp" },
    fields: { code: "otp_required" },
  });
}

const recoveryCodes = 10;

/** New codes of 80 random bits, each for one use when the authenticator is lost. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodes }, () => toBase32(randomBytes(10)).toLowerCase());
}

/** Codes are random, so a plain hash keeps them. Blanks and capitals are people's own. */
export function hashOfRecoveryCode(code: string): string {
  const plain = code.replace(/[\s-]/g, "").toLowerCase();
  return createHash("sha256").update(plain).digest("hex");
}
