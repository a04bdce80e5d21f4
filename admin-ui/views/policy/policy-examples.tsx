import { Copyable } from "../../parts/copy.tsx";

const examples: readonly (readonly [string, string])[] = [
  [
    "Wait until a release of an upstream is three days old, except for your own scope",
    '[release]\nminimum_age = "72h"\nexclude = ["@acme/*"]',
  ],
  [
    "Never serve some versions, with the reason that clients are told",
    '[[ban]]\nname = "left-trim"\nversions = ">=2.0.0 <2.3.4"\nreason = "breaks our build"',
  ],
  [
    "Only packages that are listed; all others are not served",
    '[packages]\nallow = ["@acme/*", "react", "react-dom"]\ndeny = ["left-trim"]',
  ],
  [
    "Experts and packs: no more than medium risk, no programs, signed by somebody you trust",
    'max_risk = "medium"\nallow_unverified_installs = false\n\n[allowed_capabilities]\nsubprocess = "none"',
  ],
  ["Serve only what was published before a moment", "[release]\nfrozen_at = 2026-11-01T00:00:00Z"],
];

/** What can stand in the file, ready to be taken over. */
export function PolicyExamples() {
  return (
    <details class="card">
      <summary>Examples of what can stand in it</summary>
      {examples.map(([what, text]) => (
        <div key={what}>
          <p class="example-title">{what}:</p>
          <Copyable text={text} label={what} />
        </div>
      ))}
    </details>
  );
}
