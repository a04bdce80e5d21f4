import { createHash } from "node:crypto";
import { type WebLogin, webLoginMinutes } from "../../access/web-logins.ts";
import type { RegistryError } from "../../errors.ts";
import { statusOf } from "../error-response.ts";
import { escapeHtml } from "../escape-html.ts";

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem }
dt { float: left; clear: left; width: 8rem; color: #555 }
dd { margin: 0 0 0 8rem; overflow-wrap: anywhere }
label { display: block; margin: 0.8rem 0 }
input { display: block; width: 100%; font: inherit; padding: 0.3rem; box-sizing: border-box }
button { font: inherit; padding: 0.4rem 1rem; margin-top: 0.8rem }
.error { border-left: 4px solid #b00; padding-left: 0.8rem }
`;

/**
 * The page on which a person sees what is asked of them and signs in: a form and no script. What the
 * client says about itself is a stranger's text.
 */
export function loginPage(
  login: WebLogin,
  isOpenToRegister: boolean,
  error: RegistryError | null,
): Response {
  const { creates, userAgent, address, formToken } = login;
  const registers = creates && isOpenToRegister;
  const title = registers ? "Make an account, or sign in" : "Sign in for a waiting client";
  const body = `
<h1>${title}</h1>
<p>Somebody ran <code>npm login</code> and waits for you to sign in here. Go on only if that was you.</p>
<dl>
<dt>Program</dt><dd>${escapeHtml(userAgent === "" ? "does not say" : userAgent)}</dd>
<dt>Address</dt><dd>${escapeHtml(address ?? "unknown")}</dd>
<dt>It gets</dt><dd>a token that reads, publishes and manages as you, until it is revoked; it decides
nothing about the quarantine</dd>
</dl>
${error === null ? "" : `<p class="error" role="alert">${escapeHtml(error.message)}.</p>`}
<form method="post">
<input type="hidden" name="form" value="${escapeHtml(formToken)}">
<label>User name <input name="user" autocomplete="username" autocapitalize="none"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
${registers ? '<label>E-mail, for a new account <input name="email" type="email"></label>' : ""}
<label>One-time password, if you have set one up
<input name="otp" autocomplete="one-time-code" inputmode="numeric"></label>
<p>Or, as the owner of this registry, the text of the file <code>owner-token</code>:</p>
<label>Owner's token <input name="token" type="password" autocomplete="off"></label>
<button>Sign in and let it have a token</button>
</form>
<p>This page works once, for ${webLoginMinutes} minutes.</p>`;
  return page(error === null ? 200 : statusOf(error), title, body);
}

/** A page that only says something. */
export function messagePage(status: number, title: string, text: string): Response {
  return page(status, title, `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(text)}</p>`);
}

function page(status: number, title: string, body: string): Response {
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} - AgentRegistry</title>
<style>${style}</style>
${body}
</html>
`;
  const styleHash = createHash("sha256").update(style).digest("base64");
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy":
        `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; ` +
        "frame-ancestors 'none'; base-uri 'none'",
      "x-frame-options": "DENY",
      // Not no-referrer: then browsers send the form with "Origin: null", which we refuse.
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
    },
  });
}
