import type { Answer } from "../../channel/channel.ts";
import { Badge, Notice } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";

type Preview = Answer<"previewPolicy">;
type Effect = Preview["changes"][number];

/** What would be different for the releases that are stored here. */
export function PolicyPreview({ preview }: { readonly preview: Preview }) {
  const { changes, total, looked, isComplete } = preview;
  const gone = changes.filter(({ before }) => before === "serve");
  const back = changes.filter(({ after }) => after === "serve");
  const other = changes.filter(({ before, after }) => before !== "serve" && after !== "serve");
  const scope = `${looked.toLocaleString("en")} releases were looked at${isComplete ? "" : "; there are more"}`;
  if (total === 0) {
    return (
      <Notice tone="good">
        <p>It changes nothing about what is stored here. {scope}.</p>
      </Notice>
    );
  }
  return (
    <section>
      <h2>What it would change</h2>
      <p>
        {total.toLocaleString("en")} {total === 1 ? "release" : "releases"}; {scope}.
        {total > changes.length ? ` The first ${changes.length} are shown.` : ""}
      </p>
      <Effects title="No longer served" effects={gone} />
      <Effects title="Served again" effects={back} />
      <Effects title="Otherwise" effects={other} />
    </section>
  );
}

const columns = [
  {
    title: "Package",
    cell: ({ name, version }: Effect) => (
      <a class="is-name" href={linkTo("packages", name, { version })}>
        {visibleText(name)}
      </a>
    ),
  },
  { title: "Version", cell: ({ version }: Effect) => <code>{visibleText(version)}</code> },
  { title: "Now", cell: ({ before }: Effect) => <Outcome text={before} /> },
  { title: "Then", cell: ({ after }: Effect) => <Outcome text={after} /> },
];

interface EffectsProps {
  readonly title: string;
  readonly effects: readonly Effect[];
}

function Effects({ title, effects }: EffectsProps) {
  if (effects.length === 0) return null;
  return (
    <>
      <h3>
        {title} ({effects.length})
      </h3>
      <Table
        caption={title}
        columns={columns}
        rows={effects}
        keyOf={({ name, version }) => `${name}@${version}`}
      />
    </>
  );
}

const words: Readonly<Record<string, string>> = {
  serve: "served",
  hide: "hidden",
  hold: "held",
};

/** Such as `hide (banned)`. */
function Outcome({ text }: { readonly text: string }) {
  const [, outcome = text, because = null] = /^(\w+)(?: \((.*)\))?$/.exec(text) ?? [];
  const tone = outcome === "serve" ? "good" : outcome === "hold" ? "bad" : "warn";
  return (
    <>
      <Badge tone={tone}>{words[outcome] ?? outcome}</Badge>
      {because === null ? null : <span class="is-faint"> {because.replaceAll("_", " ")}</span>}
    </>
  );
}
