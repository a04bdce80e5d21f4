import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { Copyable } from "../../parts/copy.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";
import { type AskedQuestion, payloadOf, requestOf } from "./question-of.ts";
import { Result } from "./result.tsx";

type Found = Answer<"discover">;

/** What fits, in the order in which an agent gets it. */
export function Answers({ question }: { readonly question: AskedQuestion }) {
  const loaded = useAnswer("discover", payloadOf(question), [
    "package_published",
    "package_unpublished",
    "config_changed",
  ]);
  return (
    <>
      <h2>The request</h2>
      <Copyable text={`curl '${requestOf(question)}'`} label="the request" />
      <Show of={loaded}>
        {(found) => (
          <section aria-busy={loaded.isLoading}>
            <h2>What fits</h2>
            <p class="is-faint" role="status">
              {found.total.toLocaleString("en")} {found.total === 1 ? "fits" : "fit"}
              {found.results.length < found.total ? `; the first ${found.results.length}` : ""}. The
              most trusted stand first, then those with less risk, then those that match best.
            </p>
            <Sources sources={found.sources} />
            {found.results.length === 0 ? (
              <Nothing question={question} />
            ) : (
              <ol class="found">
                {found.results.map((result) => (
                  <Result key={`${result.source.id} ${result.id}`} result={result} />
                ))}
              </ol>
            )}
          </section>
        )}
      </Show>
    </>
  );
}

/** Only where other registries are asked as well. */
function Sources({ sources }: { readonly sources: Found["sources"] }) {
  if (sources.length < 2) return null;
  return (
    <ul class="plain-list">
      {sources.map(({ id, status, count, dropped, reason }) => (
        <li key={id}>
          <Badge tone={status === "ok" ? "good" : "bad"}>{status}</Badge> {visibleText(id)}: {count}{" "}
          results
          {dropped === 0 ? "" : `, ${dropped} that are no entries`}
          {reason === null ? "" : `; ${visibleText(reason)}`}
        </li>
      ))}
    </ul>
  );
}

function Nothing({ question }: { readonly question: AskedQuestion }) {
  const isFiltered = question.capability !== "" || question.risk !== "";
  if (question.text === "" && !isFiltered) {
    return (
      <Empty>
        <p>No Expert and no pack is published here yet.</p>
        <p>
          <a href={linkTo("setup")}>How to publish one</a>
        </p>
      </Empty>
    );
  }
  return (
    <Empty>
      <p>
        Nothing here fits.{" "}
        {isFiltered
          ? "With any capability and any risk there may be something."
          : "Try other words: the names of tools and the tags that authors give count as well."}
      </p>
    </Empty>
  );
}
