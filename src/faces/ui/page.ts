import { randomBytes } from "node:crypto";
import { escapeHtml } from "../escape-html.ts";
import type { UiEntry } from "./bundle.ts";

export const uiPath = "/-/ui";

export interface UiPage {
  readonly title: string;
  readonly status?: number;
  /** The address of the registry that this browser uses; its channel is at the same place. */
  readonly base: string;
  readonly entry: UiEntry;
  /** Runs before the page's own script, as text of a script. */
  readonly before?: string;
  /** Markup that stands on the page without any script, which then does not run at all. */
  readonly plain?: string;
}

/**
 * A page of the user interface. Nothing runs on it but what carries its nonce and what that loads, it
 * talks to nobody but this registry, and nobody can put it into a frame (agentregistry contract §11.2).
 */
export function uiPage({ title, status = 200, base, entry, before, plain }: UiPage): Response {
  const nonce = randomBytes(16).toString("base64");
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} - AgentRegistry</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${uiPath}/${entry.style}">
${before === undefined ? "" : `<script nonce="${nonce}">${before}</script>\n`}${
  plain === undefined
    ? `<script type="module" nonce="${nonce}" src="${uiPath}/${entry.script}"></script>\n`
    : ""
}</head>
<body>
${plain ?? `<div id="app"></div>\n<noscript>This page needs JavaScript. Everything on it can be done with the command line as well: run <code>agentregistry --help</code>.</noscript>`}
</body>
</html>
`;
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      vary: "Accept",
      "content-security-policy": policyOf(base, plain === undefined ? nonce : null),
      "x-frame-options": "DENY",
      // Browsers send a form of a page with no-referrer under "Origin: null", which is refused.
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}

function policyOf(base: string, nonce: string | null): string {
  return [
    "default-src 'none'",
    // What carries the nonce may load further files of ours; addresses alone allow nothing, because
    // what others published has an address here too.
    nonce === null ? "script-src 'none'" : `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src ${base}${uiPath}/`,
    "img-src data:",
    `connect-src 'self' ${base.replace(/^http/, "ws")}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}
