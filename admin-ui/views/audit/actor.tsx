import { visibleText } from "../../parts/visible-text.ts";
import type { Entry } from "./use-entries.ts";

const ways: Readonly<Record<string, string>> = {
  http: "over HTTP",
  ws: "on these pages",
  cli: "at the command line",
};

/** Who did it, how the call came, and from where. */
export function Actor({ actor: { principal, via, ip } }: { readonly actor: Entry["actor"] }) {
  if (principal === "system") return <span class="is-faint">the registry</span>;
  const [kind, name = ""] = principal.split(":", 2);
  const way = [ways[via], ip].filter((part) => part !== undefined && part !== null).join(", ");
  return (
    <>
      {kind === "org" ? `@${name}` : visibleText(name === "" ? principal : name)}
      {way === "" ? null : <span class="row-note">{way}</span>}
    </>
  );
}
