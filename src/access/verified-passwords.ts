import { createHmac, randomBytes } from "node:crypto";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { anonymous, type Caller, sessionLimits } from "./permit.ts";
import { checkPassword } from "./sign-in.ts";
import type { User } from "./users.store.ts";
import { findUserByText } from "./users.ts";

/**
 * Passwords that were found to be right a short while ago, so that a client that sends one with every
 * request (`_auth` in .npmrc) does not cost a slow hash each time. Holds keyed digests only.
 */
export interface VerifiedPasswords {
  has(user: User, password: string): boolean;
  add(user: User, password: string): void;
}

const keptMs = 60_000;
const maxKept = 1000;

export function createVerifiedPasswords(now: () => Date): VerifiedPasswords {
  const key = randomBytes(32);
  const until = new Map<string, number>();
  // With the stored hash in it, a changed password is a miss.
  const digest = (user: User, password: string) =>
    createHmac("sha256", key).update(`${user.name}\0${user.password}\0${password}`).digest("hex");
  return {
    has: (user, password) => (until.get(digest(user, password)) ?? 0) > now().getTime(),
    add(user, password) {
      if (until.size >= maxKept) until.clear();
      until.set(digest(user, password), now().getTime() + keptMs);
    },
  };
}

/**
 * Who signs a single request with a name and a password. Nobody, when they are wrong, and for a user
 * with a second factor, whose password alone must not be enough.
 *
 * @throws RegistryError `rate_limited`
 */
export async function callerOfPassword(
  app: Pick<App, "db" | "attempts" | "verifiedPasswords">,
  name: string,
  password: string,
  address: string | null,
): Promise<Caller> {
  const user = await findUserByText(app, name);
  if (user === null || !app.verifiedPasswords.has(user, password)) {
    try {
      await checkPassword(app, user, { name, password, address });
    } catch (error) {
      if (error instanceof RegistryError && error.code === "wrong_password") return anonymous;
      throw error;
    }
  }
  if (user === null || (user.tfa !== null && !user.tfa.isPending)) return anonymous;
  app.verifiedPasswords.add(user, password);
  return {
    ...sessionLimits,
    kind: "known",
    principal: { kind: "user", name: user.name },
    tokenId: `password:${user.name}`,
  };
}
