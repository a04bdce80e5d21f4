import { createHash } from "node:crypto";

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 38rem; margin: 3rem auto; padding: 0 1rem }
label { display: block; margin: 0.8rem 0 }
input { display: block; width: 100%; font: inherit; padding: 0.3rem; box-sizing: border-box }
button { font: inherit; padding: 0.4rem 1rem; margin-top: 0.8rem }
.error { border-left: 4px solid #b00; padding-left: 0.8rem }
`;
const styleHash = createHash("sha256").update(style).digest("base64");

/** The page of a browser that has signed in. Its token is good for this run of the registry alone. */
export function adminPage(base: string, token: string, nonce: string): Response {
  const script = `window.ADMIN_SESSION_TOKEN = ${quotedForScript(token)};`;
  const socket = base.replace(/^http/, "ws");
  const html = page(
    "Administration",
    `<script nonce="${nonce}">${script}</script>\n`,
    `<h1>AgentRegistry</h1>
<p>You are signed in. Everything that can be decided here can be decided on the command line:</p>
<ul>
<li><code>agentregistry quarantine list</code>: what waits for a decision</li>
<li><code>agentregistry quarantine show NAME@VERSION</code>: why it waits</li>
<li><code>agentregistry quarantine approve NAME@VERSION --reason "..."</code></li>
<li><code>agentregistry audit show</code>: what was done here</li>
</ul>
<form method="post" action="/-/admin/sign-out"><button>Sign out</button></form>`,
  );
  return respond(200, html, [
    "default-src 'self'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'self' 'sha256-${styleHash}'`,
    `connect-src 'self' ${socket}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]);
}

/** The form of a browser that nobody has signed in with yet. It holds no script and no secret. */
export function signInPage(status: number, error: string | null): Response {
  const html = page(
    "Sign in",
    "",
    `<h1>AgentRegistry</h1>
${error === null ? "" : `<p class="error" role="alert">${escapeHtml(error)}.</p>`}
<p>Sign in with a link: run <code>agentregistry admin</code> on the machine of the registry. Or paste the
text of the file <code>owner-token</code> of its home:</p>
<form method="post" action="/-/admin/sign-in">
<label>Owner's token <input name="token" type="password" autocomplete="off" required></label>
<button>Sign in</button>
</form>`,
  );
  return respond(status, html, [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]);
}

function page(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} - AgentRegistry</title>
<style>${style}</style>
${head}</head>
<body>
${body}
</body>
</html>
`;
}

function respond(status: number, html: string, policy: readonly string[]): Response {
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": policy.join("; "),
      "x-frame-options": "DENY",
      // Browsers send a form of a page with no-referrer under "Origin: null", which is refused.
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}

/** A token of the environment can hold any printable character. */
function quotedForScript(text: string): string {
  return JSON.stringify(text).replaceAll("<", "\\u003c");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
