import { anonymous, type Caller } from "../access/permit.ts";
import { callerOf } from "../access/tokens.ts";
import { callerOfPassword } from "../access/verified-passwords.ts";
import type { App } from "../context.ts";

/**
 * Who sent a request: by Bearer token, by a token as the password of Basic, or by name and password.
 * What does not verify counts as nobody, because a left-over line in .npmrc must not break reading
 * (npm-wire-protocol §3.2); routes that need somebody refuse nobody.
 *
 * @param peer address of the socket, null without one
 * @throws RegistryError `unauthenticated` for a token that is not for this address, `rate_limited`
 */
export async function callerOfRequest(
  app: App,
  request: Request,
  peer: string | null,
): Promise<Caller> {
  const isAdmin = adminPaths.test(request.url);
  const shown = isAdmin ? request.headers.get("x-admin-token") : null;
  if (shown !== null) {
    return app.adminSessions.callerOf(shown) ?? (await callerOf(app, shown, peer));
  }
  const header = request.headers.get("authorization");
  if (header === null) return anonymous;
  const space = header.indexOf(" ");
  const scheme = header.slice(0, space).toLowerCase();
  const value = header.slice(space + 1).trim();
  if (scheme === "bearer") {
    const session = isAdmin ? app.adminSessions.callerOf(value) : null;
    return session ?? (await callerOf(app, value, peer));
  }
  const basic = basicOf(request);
  if (basic === null) return anonymous;
  if (basic.password.startsWith("areg_")) return await callerOf(app, basic.password, peer);
  return await callerOfPassword(app, basic.name, basic.password, peer);
}

/** Where the token of the admin page is good; it publishes nothing. */
const adminPaths = /^https?:\/\/[^/]+\/(?:-\/(?:admin|metrics)|api\/graph)(?:[/?]|$)/;

export interface Basic {
  readonly name: string;
  readonly password: string;
}

/** Name and password of a request that has them; a password may hold colons. */
export function basicOf(request: Request): Basic | null {
  const [, value] = /^basic\s+(\S+)\s*$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (value === undefined) return null;
  const pair = Buffer.from(value, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon === -1 ? null : { name: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

/** The approval passphrase of a request that shows it. Escaped as in a URL, because a header carries few characters. */
export function passphraseOf(request: Request): string | null {
  const header = request.headers.get("x-approval-passphrase");
  if (header === null || header.length > maxPassphraseHeader) return null;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

const maxPassphraseHeader = 4096;
