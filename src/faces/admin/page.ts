import { z } from "zod";
import { requireScope } from "../../access/permit.ts";
import { callerOf } from "../../access/tokens.ts";
import { isLoopback } from "../../config/load.ts";
import type { App } from "../../context.ts";
import { RegistryError } from "../../errors.ts";
import { readText } from "../body.ts";
import { route } from "../route.ts";
import { adminPage, signInPage } from "./page-html.ts";

const cookieName = "areg_admin";
const maxFormBytes = 16 * 1024;

/** The page of whoever administers: its script gets the token only in a browser that has signed in. */
export const adminPageRoute = route({
  method: "GET",
  path: "/-/admin",
  summary: "The page for whoever administers the registry",
  access: "anyone",
  query: z.looseObject({ code: z.string().max(200).optional() }),
  reply: { status: 200 },
  async run(app, { request, base, peer, query }) {
    if (query.code !== undefined) {
      const secret = app.adminSessions.redeem(query.code);
      return secret === null
        ? signInPage(base, 401, "this link was used before, or is too old; ask for another one")
        : toPage(base, secret);
    }
    const isSignedIn = isOpen(app, request) || needsNoLogin(app, peer);
    if (!isSignedIn) return signInPage(base, 200, null);
    return adminPage(base, app.adminSessions.token);
  },
});

/** The one form here. A page of another origin was refused before it comes here. */
export const adminSignInRoute = route({
  method: "POST",
  path: "/-/admin/sign-in",
  summary: "What the sign-in form of the admin page sends: the owner's token or that of this run",
  access: "anyone",
  body: "stream",
  reply: { status: 303 },
  async run(app, { request, base, peer }) {
    const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/x-www-form-urlencoded") {
      throw new RegistryError("unsupported_media_type", "send the form of the page");
    }
    const form = new URLSearchParams(await readText(request, maxFormBytes));
    const token = (form.get("token") ?? "").trim();
    const caller = app.adminSessions.callerOf(token) ?? (await callerOf(app, token, peer));
    if (caller.kind === "known" && caller.scopes.includes("admin") && !caller.isAgent) {
      return toPage(base, app.adminSessions.open());
    }
    app.refusals.note("auth_failed", peer, "sign-in of the admin page");
    return signInPage(base, 401, "this is no token that may administer this registry");
  },
});

export const adminSignOutRoute = route({
  method: "POST",
  path: "/-/admin/sign-out",
  summary: "End the session of this browser",
  access: "anyone",
  body: "stream",
  reply: { status: 303 },
  async run(app, { request, base }) {
    const secret = cookieOf(request);
    if (secret !== null) app.adminSessions.close(secret);
    return toPage(base, null);
  },
});

export const adminCodeRoute = route({
  method: "POST",
  path: "/-/admin/codes",
  summary: "A link that signs a browser in, once, within some minutes",
  access: "token",
  reply: { status: 201, body: z.object({ url: z.string() }) },
  async run(app, { caller, base }) {
    requireScope(caller, "admin");
    return { url: adminLink(base, app.adminSessions.issueCode()) };
  },
});

function adminLink(base: string, code: string): string {
  return `${base}/-/admin?code=${code}`;
}

/** To the page without the code, which must not stay in the address. */
function toPage(base: string, secret: string | null): Response {
  const secure = base.startsWith("https:") ? "; Secure" : "";
  const value = secret === null ? "; Max-Age=0" : secret;
  const shared = `; Path=/-/admin; HttpOnly; SameSite=Strict${secure}`;
  const cookie = `${cookieName}=${secret === null ? `${shared}${value}` : `${value}${shared}`}`;
  return new Response(null, {
    status: 303,
    headers: {
      location: "/-/admin",
      "set-cookie": cookie,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    },
  });
}

function isOpen(app: Pick<App, "adminSessions">, request: Request): boolean {
  const secret = cookieOf(request);
  return secret !== null && app.adminSessions.isOpen(secret);
}

function cookieOf(request: Request): string | null {
  const header = request.headers.get("cookie") ?? "";
  if (header.length > 8192) return null;
  const prefix = `${cookieName}=`;
  const pair = header.split(";").find((one) => one.trim().startsWith(prefix));
  return pair?.trim().slice(prefix.length) ?? null;
}

/** The owner may have said that whoever sits at this machine administers. */
function needsNoLogin({ config }: Pick<App, "config">, peer: string | null): boolean {
  return !config.admin.require_login && peer !== null && isLoopback(peer);
}
