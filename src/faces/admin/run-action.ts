import type { z } from "zod";
import { showPassphrase } from "../../access/passphrase.ts";
import { type Caller, requireScope } from "../../access/permit.ts";
import type { App } from "../../context.ts";
import { RegistryError } from "../../errors.ts";
import { quoteForMessage } from "../../names/package-name.ts";
import type { Action, ActionSession } from "./action.ts";

/**
 * Runs one action as somebody: what the token may, what was sent, then the feature. The channel and the
 * HTTP API both come through here.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`, `rate_limited`, `invalid` with the field that is wrong, and what
 *   the action throws
 */
export async function runAction(
  app: App,
  caller: Caller,
  session: ActionSession,
  action: Action,
  payload: unknown,
): Promise<unknown> {
  requireScope(caller, action.scope);
  const leaving = pathThatLeaves(payload, 0);
  if (leaving !== null) {
    app.refusals.note("security_alert", caller.from?.ip ?? null, `${action.name}.${leaving}`);
    throw new RegistryError("invalid", `${leaving}: this is a path, which nothing here takes`, {
      fields: { code: "bad_path" },
    });
  }
  const parsed = action.input.safeParse(payload ?? {});
  if (!parsed.success) throw new RegistryError("invalid", sentenceOf(parsed.error));
  const who = await showPassphrase(app, caller, passphraseOf(payload));
  // What was shown once counts for the rest of the session.
  if (who.hasPassphrase === true) session.hasPassphrase = true;
  const asking = session.hasPassphrase ? { ...who, hasPassphrase: true } : who;
  return await action.run(app, { caller: asking, session }, parsed.data as never);
}

/** Every action takes one beside its own fields. @throws RegistryError `invalid` */
function passphraseOf(payload: unknown): string | null {
  const given = typeof payload === "object" ? Reflect.get(payload ?? {}, "passphrase") : undefined;
  if (given === undefined || given === null) return null;
  if (typeof given === "string") return given;
  throw new RegistryError("invalid", "passphrase: send a text");
}

/** Words of people, in which two dots and a slash mean nothing. */
const prose = new Set([
  "note",
  "reason",
  "description",
  "query",
  "label",
  "password",
  "passphrase",
]);
const maxDepth = 4;

/** The field that holds a path which climbs, in any spelling, or null. */
function pathThatLeaves(value: unknown, depth: number): string | null {
  if (typeof value !== "object" || value === null || depth > maxDepth) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (prose.has(key)) continue;
    const climbs = typeof inner === "string" && /\.\.(?:[/\\]|%2f|%5c)/i.test(inner);
    const field = climbs ? "" : pathThatLeaves(inner, depth + 1);
    if (field === null) continue;
    const shown = quoteForMessage(key).replaceAll('"', "");
    return field === "" ? shown : `${shown}.${field}`;
  }
  return null;
}

function sentenceOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.length === 0 ? "payload" : path.join(".")}: ${message}`)
    .join("; ")
    .slice(0, 500)
    .replace(/[^\x20-\x7e]/g, "?");
}

/** Of a call that is no connection: nothing was listed before, and the hub tells the sessions. */
export function sessionless(tell: ActionSession["tell"]): ActionSession {
  return { listed: null, hasPassphrase: false, wanted: new Set(), tell };
}
