import { z } from "zod";
import { collectWebLogin, confirmWebLogin, openLogin } from "../../access/web-login.ts";
import { RegistryError } from "../../errors.ts";
import { readText } from "../body.ts";
import { toRegistryError } from "../error-response.ts";
import { route } from "../route.ts";
import { loginPage, messagePage } from "./login-page.ts";
import { decodeSegment } from "./path.ts";

/** What `npm login` begins with: an address for a person's browser and one to ask at. */
export const beginWebLoginRoute = route({
  method: "POST",
  path: "/-/v1/login",
  summary: "Begin a login that a person finishes in a browser",
  access: "anyone",
  body: z.looseObject({ create: z.boolean().optional() }).nullish(),
  reply: { status: 200, body: z.object({ loginUrl: z.string(), doneUrl: z.string() }) },
  async run(app, { request, base, body, peer }) {
    const { pageId, doneId } = app.webLogins.begin({
      userAgent: request.headers.get("user-agent") ?? "",
      address: peer,
      creates: body?.create === true,
    });
    return { loginUrl: `${base}/-/v1/login/${pageId}`, doneUrl: `${base}/-/v1/done?id=${doneId}` };
  },
});

/** The client asks here until a person has decided. */
export const pollWebLoginRoute = route({
  method: "GET",
  path: "/-/v1/done",
  summary: "Whether a login was finished; gives its token once",
  access: "anyone",
  query: z.looseObject({ id: z.string().max(100).default("") }),
  reply: { status: 200, body: z.object({ token: z.string() }) },
  async run(app, { query }) {
    const token = await collectWebLogin(app, query.id);
    if (token !== null) return { token };
    // Without the header npm asks without pause, and it reads the body before the status.
    const headers = { "cache-control": "no-store", "retry-after": "2" };
    return Response.json({}, { status: 202, headers });
  },
});

const PageParams = z.object({ id: z.string().transform(decodeSegment) });

export const showWebLoginRoute = route({
  method: "GET",
  path: "/-/v1/login/:id",
  summary: "The page on which a person signs in for a waiting client",
  access: "anyone",
  params: PageParams,
  reply: { status: 200 },
  async run(app, { params: { id } }) {
    try {
      return loginPage(openLogin(app, id), app.config.auth.registration, null);
    } catch (error) {
      return failurePage(error);
    }
  },
});

const maxFormBytes = 16 * 1024;

/** The one route that takes a form. A page of another origin was refused before it comes here. */
export const confirmWebLoginRoute = route({
  method: "POST",
  path: "/-/v1/login/:id",
  summary: "What the sign-in page sends",
  access: "anyone",
  params: PageParams,
  body: "stream",
  reply: { status: 200 },
  async run(app, { request, params: { id }, peer }) {
    const form = new URLSearchParams(await readForm(request));
    const field = (name: string) => form.get(name) ?? "";
    try {
      const { name } = await confirmWebLogin(app, id, {
        formToken: field("form"),
        name: field("user").trim(),
        password: field("password"),
        email: field("email").trim(),
        code: field("otp") === "" ? null : field("otp").trim(),
        ownerToken: field("token"),
        address: peer,
      });
      return messagePage(200, `Signed in as ${name}`, "You can close this page and go back.");
    } catch (thrown) {
      const error = toRegistryError(thrown);
      const login = app.webLogins.byPage(id);
      if (login === null || login.confirmedBy !== null) return failurePage(error);
      return loginPage(login, app.config.auth.registration, error);
    }
  },
});

/** @throws RegistryError `unsupported_media_type`, and as `readBody` */
async function readForm(request: Request): Promise<string> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded") return await readText(request, maxFormBytes);
  throw new RegistryError("unsupported_media_type", "send the form of the page");
}

function failurePage(thrown: unknown): Response {
  const error = toRegistryError(thrown);
  if (error.code === "internal") throw thrown;
  return messagePage(404, "Nothing to sign in for", `${error.message}.`);
}
