import type { Answer } from "../../channel/channel.ts";
import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { linkTo } from "../../shell/route.ts";
import { changes } from "./changes.ts";

type Recall = Answer<"getRecalls">["recalls"][number];
type Fetched = Recall["fetches"][number];

const because: Readonly<Record<string, string>> = {
  scan: "held by a newer scan",
  known_bad: "listed as bad",
  rejected: "rejected",
};

const columns: readonly Column<Fetched>[] = [
  { title: "Who", cell: ({ principal }) => principal },
  { title: "Program", cell: ({ client }) => client },
  { title: "Address", cell: ({ address }) => (address === "" ? "not known" : address) },
  { title: "Times", cell: ({ count }) => count, isNumber: true },
  {
    title: "Last",
    cell: ({ lastAt }) => (
      <span class="is-whole">
        <Moment at={lastAt} />
      </span>
    ),
  },
];

/** What was served and would not be any more, with the machines to look at. */
export function Recalls() {
  const loaded = useAnswer("getRecalls", {}, changes);
  return (
    <Show of={loaded}>
      {({ recalls }) =>
        recalls.length === 0 ? (
          <Empty>
            <p>
              Nothing that was served is held now. When a newer rule or a list finds something in
              what people have already, it stands here with who fetched it.
            </p>
          </Empty>
        ) : (
          <>
            <p>
              These versions were served before they were held. Whoever has one should remove it,
              and change the secrets of the machine if its code ran there.
            </p>
            {recalls.map((recall) => (
              <OneRecall key={`${recall.name} ${recall.integrity}`} recall={recall} />
            ))}
          </>
        )
      }
    </Show>
  );
}

function OneRecall({ recall }: { readonly recall: Recall }) {
  const { name, version, sentence, fetches } = recall;
  return (
    <section class="card">
      <h2>
        {name}@{version} <Badge tone="bad">{because[recall.because] ?? recall.because}</Badge>
      </h2>
      {sentence === null ? null : <p>{withCode(sentence)}</p>}
      <p>
        <a href={linkTo("quarantine", "", { state: "all", q: `${name}@${version}` })}>
          Its record in the quarantine
        </a>
      </p>
      <Table
        caption={`Who fetched ${name}@${version}`}
        columns={columns}
        rows={fetches}
        keyOf={({ principal, tokenId, address, client, lastAt }) =>
          [principal, tokenId, address, client, lastAt].join(" ")
        }
      />
    </section>
  );
}

/** The registry's sentences have commands between backticks, as terminals show them. */
function withCode(sentence: string) {
  return sentence
    .split("`")
    .map((part, at) => (at % 2 === 0 ? part : <code key={at}>{part}</code>));
}
