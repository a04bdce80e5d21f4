import type { ExpertCard } from "../../../src/overview/expert-card.ts";
import { Copyable } from "../../parts/copy.tsx";

/** What gets, runs and locks an Expert from this registry. */
export function UseLines({ card }: { readonly card: ExpertCard }) {
  const { name, version, tags } = card;
  const key = tags.includes("latest") ? name : `${name}@${version}`;
  const { origin } = location;
  const lines: readonly (readonly [title: string, label: string, text: string])[] = [
    [
      "Install it with all that it delegates to",
      "install",
      `npm install ${key} --registry ${origin}/`,
    ],
    ["Delegate to it, in a perstack.toml", "delegate", `delegates = ["${name}@${version}"]`],
    [
      "Let a Perstack client read this registry, in a perstack.toml",
      "Perstack client",
      `perstackApiBaseUrl = "${origin}"`,
    ],
    ["Run it", "run", `npx perstack run ${key} "what it should do"`],
    [
      "Write down exact versions and digests in perstack.lock",
      "resolve",
      `agentregistry resolve ${key}`,
    ],
    ["Read all of it at the terminal", "show", `agentregistry expert show ${key}`],
    [
      "Read it as JSON",
      "JSON",
      `curl ${origin}/api/registry/v1/experts/${encodeURIComponent(`${name}@${version}`)}`,
    ],
  ];
  return (
    <>
      {lines.map(([title, label, text]) => (
        <section key={label}>
          <h2 class="install-client">{title}</h2>
          <Copyable text={text} label={label} />
        </section>
      ))}
      {origin.startsWith("https:") ? null : (
        <p class="is-faint">
          The command line of Perstack takes an https address only; start the registry with{" "}
          <code>--tls</code> for it.
        </p>
      )}
    </>
  );
}
