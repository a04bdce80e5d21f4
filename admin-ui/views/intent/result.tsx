import { RiskBadge } from "../../parts/risk-badge.tsx";
import { Badge, type Tone } from "../../parts/states.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";
import { Fact, type Found } from "./fact.tsx";
import { ResultDetails } from "./result-details.tsx";

const trustTones: Readonly<Record<Found["trust"]["status"], Tone>> = {
  trusted: "good",
  untrusted: "plain",
  blocked: "bad",
};

/** One answer: what it is, why it was found, and whether it may be used. */
export function Result({ result }: { readonly result: Found }) {
  const { version, kind, description, trust, risk, score, why, versions } = result;
  return (
    <li class="card">
      <div class="row is-apart">
        <h3>
          <Name result={result} /> <span class="is-faint">{visibleText(version)}</span>
        </h3>
        <div class="row">
          <Badge>{kind === "expert" ? "Expert" : "pack"}</Badge>
          <Badge tone={trustTones[trust.status]}>{trust.status}</Badge>
          <RiskBadge risk={risk} />
        </div>
      </div>
      {description === "" ? null : <p dir="auto">{visibleText(description)}</p>}
      <dl class="facts">
        <Fact title="Why">
          {visibleText(why)}
          {score === 0 ? "" : ` (score ${score})`}
        </Fact>
        <Words words={result.words} />
        <Fact title="May touch">{reachOf(result)}</Fact>
        <Fact title="Versions">{versions.toLocaleString("en")}</Fact>
        {trust.policy_reasons.length === 0 ? null : (
          <Fact title={trust.status === "blocked" ? "Kept out, as" : "Policy"}>
            {trust.policy_reasons.map(({ sentence }) => visibleText(sentence)).join("; ")}
          </Fact>
        )}
      </dl>
      <ResultDetails result={result} />
    </li>
  );
}

function Name({ result: { packageName, name, version } }: { readonly result: Found }) {
  if (packageName === null) return <>{visibleText(name)}</>;
  return <a href={linkTo("experts", packageName, { version })}>{visibleText(packageName)}</a>;
}

const hows: Readonly<Record<Found["words"][number]["how"], string>> = {
  word: "the same word",
  stem: "another form",
  synonym: "means the same",
  spelling: "spelt alike",
};

function Words({ words }: { readonly words: Found["words"] }) {
  if (words.length === 0) return null;
  return (
    <Fact title="Words">
      <ul class="matches">
        {words.map(({ asked, found, how }) => (
          <li key={asked}>
            <mark>{visibleText(asked)}</mark>
            {asked === found ? "" : ` as ${visibleText(found)}`}{" "}
            <span class="is-faint">({hows[how]})</span>
          </li>
        ))}
      </ul>
    </Fact>
  );
}

function reachOf({ capabilities }: Found): string {
  const { filesystem, network, env, subprocess, secrets, declared } = capabilities;
  const parts = [
    filesystem === "none" ? "" : `files (${filesystem})`,
    network === "none" ? "" : "the network",
    env === "none" ? "" : "environment variables",
    subprocess === "none" ? "" : "other programs",
    secrets.length === 0 ? "" : `secrets: ${visibleText(secrets.join(", "))}`,
  ].filter((part) => part !== "");
  const known = parts.length === 0 ? "nothing" : parts.join(", ");
  return declared ? known : `${known}; not all of it is known`;
}
