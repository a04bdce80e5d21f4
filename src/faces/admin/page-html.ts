import { escapeHtml } from "../escape-html.ts";
import { uiBundle } from "../ui/bundle.ts";
import { uiPage } from "../ui/page.ts";

/** The page of a browser that has signed in. Its token is good for this run of the registry alone. */
export async function adminPage(base: string, token: string): Promise<Response> {
  const { admin } = await uiBundle();
  const before = `window.ADMIN_SESSION_TOKEN = ${quotedForScript(token)};`;
  return uiPage({ title: "Administration", base, entry: admin, before });
}

/** The form of a browser that nobody has signed in with yet. It holds no script and no secret. */
export async function signInPage(
  base: string,
  status: number,
  error: string | null,
): Promise<Response> {
  const { admin } = await uiBundle();
  const plain = `<main class="sign-in">
<h1>AgentRegistry</h1>
${error === null ? "" : `<p class="notice is-bad" role="alert">${escapeHtml(error)}.</p>`}
<p>Sign in with a link: run <code>agentregistry admin</code> on the machine of the registry. Or paste the
text of the file <code>owner-token</code> of its home:</p>
<form method="post" action="/-/admin/sign-in">
<label>Owner's token <input name="token" type="password" autocomplete="off" required></label>
<button class="is-primary">Sign in</button>
</form>
</main>`;
  return uiPage({ title: "Sign in", status, base, entry: admin, plain });
}

/** A token of the environment can hold any printable character. */
function quotedForScript(text: string): string {
  return JSON.stringify(text).replaceAll("<", "\\u003c");
}
