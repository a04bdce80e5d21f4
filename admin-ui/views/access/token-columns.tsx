import type { Answer } from "../../channel/channel.ts";
import { Moment } from "../../parts/moment.tsx";
import { Badge } from "../../parts/states.tsx";
import type { Column } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";

export type Token = Answer<"getTokens">["tokens"][number];

export function hasEnded({ revokedAt, expiresAt }: Token): boolean {
  return revokedAt !== null || (expiresAt !== null && Date.parse(expiresAt) <= Date.now());
}

/** What is said of each token. */
export function tokenColumns(revoke: (token: Token) => void): readonly Column<Token>[] {
  return [
    {
      title: "Label",
      cell: ({ label, description, prefix, isAgent }) => (
        <>
          <span class="is-name">{visibleText(label)}</span>
          {description === "" ? null : <span class="row-note">{visibleText(description)}</span>}
          <span class="row-note">
            <code>{prefix}…</code> {isAgent ? <Badge>of an agent</Badge> : null}
          </span>
        </>
      ),
    },
    { title: "Belongs to", cell: ({ principal }) => ownerOf(principal) },
    { title: "May", cell: (token) => <Limits token={token} /> },
    {
      title: "Made",
      cell: ({ createdAt }) => (
        <span class="is-whole">
          <Moment at={createdAt} />
        </span>
      ),
    },
    { title: "Ends", cell: (token) => <End token={token} /> },
    {
      title: "Change",
      cell: (token) =>
        hasEnded(token) ? null : (
          <button
            type="button"
            aria-label={`Revoke ${visibleText(token.label)} ${token.prefix}`}
            onClick={() => revoke(token)}
          >
            Revoke…
          </button>
        ),
    },
  ];
}

function ownerOf(principal: string): string {
  const [kind, name = ""] = principal.split(":", 2);
  if (kind === "org") return `@${name}`;
  return kind === "owner" ? "the owner of the registry" : name;
}

function Limits({ token }: { readonly token: Token }) {
  const { scopes, packages, packageScopes, cidrs } = token;
  const names = [...packages, ...packageScopes.map((scope) => `@${scope}/*`)];
  return (
    <>
      <span>{scopes.join(", ")}</span>
      {names.length === 0 ? null : (
        <span class="row-note">only {visibleText(names.join(", "))}</span>
      )}
      {cidrs.length === 0 ? null : <span class="row-note">only from {cidrs.join(", ")}</span>}
    </>
  );
}

function End({ token: { revokedAt, expiresAt } }: { readonly token: Token }) {
  if (revokedAt !== null) {
    return (
      <span class="is-whole">
        <Badge>revoked</Badge> <Moment at={revokedAt} />
      </span>
    );
  }
  if (expiresAt === null) return <span class="is-faint">never</span>;
  return (
    <span class="is-whole">
      {Date.parse(expiresAt) <= Date.now() ? <Badge>expired</Badge> : null}{" "}
      <Moment at={expiresAt} />
    </span>
  );
}
