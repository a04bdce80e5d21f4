import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { type AttemptKey, networkOf } from "./attempts.ts";
import { verifyPassword } from "./password.ts";
import type { Caller, Known } from "./permit.ts";

/**
 * Lets a decision pass that takes a person. Any process of the owner can read the owner's token, so where
 * a passphrase is set, a token alone proves nobody.
 *
 * @throws RegistryError `forbidden` with the code passphrase_required
 */
export function requirePassphrase({ config }: Pick<App, "config">, caller: Caller): void {
  if (config.approval.passphrase === undefined) return;
  if (caller.kind === "known" && caller.hasPassphrase === true) return;
  throw refused(
    "this needs the approval passphrase of this registry: the admin page asks for it, and " +
      "`agentregistry` at a terminal does, or with --passphrase-stdin",
  );
}

/**
 * The caller, as somebody who has shown the passphrase when it is the right one. Where none is set, or
 * none is shown, nothing changes; nor for who decides nothing, so that a token of an agent can neither
 * guess at it nor use up the attempts of the person.
 *
 * @throws RegistryError `forbidden` for a wrong one, `rate_limited`
 */
export async function showPassphrase<C extends Caller>(
  app: Pick<App, "config" | "attempts" | "refusals">,
  caller: C,
  given: string | null,
): Promise<C> {
  const hash = app.config.approval.passphrase;
  if (hash === undefined || given === null || !mayDecide(caller)) return caller;
  const keys: readonly AttemptKey[] = [
    { key: `passphrase ${networkOf(caller.from?.ip ?? null)}`, max: 10 },
    { key: "passphrase", max: 100 },
  ];
  app.attempts.begin(keys);
  if (!(await verifyPassword(given, hash))) {
    app.refusals.note("auth_failed", caller.from?.ip ?? null, "approval passphrase");
    throw refused("this is not the approval passphrase");
  }
  app.attempts.succeeded(keys);
  return { ...caller, hasPassphrase: true };
}

function mayDecide(caller: Caller): caller is Known {
  if (caller.kind === "anonymous" || caller.isAgent) return false;
  return caller.scopes.includes("review") || caller.scopes.includes("admin");
}

function refused(sentence: string): RegistryError {
  return new RegistryError("forbidden", sentence, { fields: { code: "passphrase_required" } });
}
