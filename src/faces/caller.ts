import { anonymous, type Caller } from "../access/permit.ts";
import { callerOf } from "../access/tokens.ts";
import type { App } from "../context.ts";

/**
 * Who sent a request: by Bearer token, or by a token as the password of Basic. A token that does not
 * verify counts as none, because a left-over line in .npmrc must not break reading
 * (npm-wire-protocol §3.2); routes that need somebody refuse nobody.
 */
export async function callerOfRequest(app: App, request: Request): Promise<Caller> {
  const header = request.headers.get("authorization");
  if (header === null) return anonymous;
  const space = header.indexOf(" ");
  const scheme = header.slice(0, space).toLowerCase();
  const value = header.slice(space + 1).trim();
  if (scheme === "bearer") return await callerOf(app, value);
  if (scheme === "basic") {
    const pair = Buffer.from(value, "base64").toString("utf8");
    return await callerOf(app, pair.slice(pair.indexOf(":") + 1));
  }
  return anonymous;
}
