import { type ComponentChildren, Fragment } from "preact";
import { needsToken, tokenRound } from "./http.ts";
import { TokenForm } from "./token-form.tsx";

/** What stands around every page of the catalogue; without a token that counts, the question for one. */
export function Frame({ children }: { readonly children: ComponentChildren }) {
  return (
    <>
      {needsToken.value ? <TokenForm /> : <Fragment key={tokenRound.value}>{children}</Fragment>}
      <footer class="catalogue-footer">
        <p>Everything is scanned before it is served.</p>
        <ul>
          <li>
            <a href="/llms.txt">For agents: llms.txt</a>
          </li>
          <li>
            <a href="/openapi.json">openapi.json</a>
          </li>
          <li>
            <a href="/-/capabilities">Capabilities</a>
          </li>
          <li>
            <a href="/-/admin">Administration</a>
          </li>
        </ul>
      </footer>
    </>
  );
}
