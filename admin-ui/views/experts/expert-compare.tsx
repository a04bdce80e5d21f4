import { type Change, compareDefinitions } from "../../../src/expert/compare.ts";
import type { ExpertDefinition } from "../../../src/expert/definition.ts";
import type { ExpertCard } from "../../../src/overview/expert-card.ts";
import { Show } from "../../parts/loaded.tsx";
import { Empty, Notice } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { VersionDiffPicker } from "../../parts/version-diff.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { place } from "../../shell/route.ts";
import { useFromSource } from "../packages/source.ts";

/** How one version of an Expert became another. */
export function ExpertCompare({ card }: { readonly card: ExpertCard }) {
  const versions = card.versions.map(({ version }) => version);
  const before = versions[versions.indexOf(card.version) + 1] ?? null;
  const from = place.value.query.get("from") ?? before;
  if (from === null) {
    return (
      <Empty>
        <p>There is no version before this one to compare it with.</p>
      </Empty>
    );
  }
  return (
    <>
      <VersionDiffPicker versions={versions} from={from} to={card.version} />
      {from === card.version ? (
        <Notice>
          <p>Choose two versions that are not the same.</p>
        </Notice>
      ) : (
        <Differences card={card} from={from} />
      )}
    </>
  );
}

function Differences({ card, from }: { readonly card: ExpertCard; readonly from: string }) {
  const loaded = useFromSource(card.name, `expert ${from} for comparing`, (source, stop) =>
    source.expert(`${card.name}@${from}`, stop),
  );
  const isOld = loaded.data !== null && loaded.data.version !== from;
  return (
    <Show of={isOld ? { ...loaded, data: null } : loaded}>
      {(older) => <Compared older={older} newer={card} />}
    </Show>
  );
}

function Compared({ older, newer }: { readonly older: ExpertCard; readonly newer: ExpertCard }) {
  // Only what both have is read of them.
  const { changes, instruction } = compareDefinitions(
    older.definition as ExpertDefinition,
    newer.definition as ExpertDefinition,
  );
  if (changes.length === 0 && instruction.length === 0) {
    return (
      <Empty>
        <p>Their definitions say the same.</p>
      </Empty>
    );
  }
  return (
    <>
      <h2>What changed</h2>
      {changes.length === 0 ? (
        <p class="is-faint">Only the instruction.</p>
      ) : (
        <Table caption="Changes" columns={columns} rows={changes} keyOf={keyOf} />
      )}
      <h2>Instruction</h2>
      {instruction.length === 0 ? (
        <p class="is-faint">It is the same.</p>
      ) : (
        <InstructionLines lines={instruction} />
      )}
    </>
  );
}

const kinds: Readonly<Record<string, string>> = { "+": "is-added", "-": "is-removed" };

function InstructionLines({ lines }: { readonly lines: readonly string[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard too
    <section class="diff-lines" tabIndex={0} aria-label="Lines of the instruction">
      <table>
        <tbody>
          {lines.map((line, index) => (
            <tr key={index} class={kinds[line[0] ?? ""] ?? "is-same"}>
              <td>
                <code>{visibleText(line)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const keyOf = ({ what, before, after }: Change) => `${what} ${before} ${after}`;

const columns = [
  { title: "What", cell: ({ what }: Change) => <code>{visibleText(what)}</code> },
  { title: "Before", cell: ({ before }: Change) => <Value text={before} /> },
  { title: "After", cell: ({ after }: Change) => <Value text={after} /> },
];

function Value({ text }: { readonly text: string | null }) {
  return text === null ? <span class="is-faint">nothing</span> : <span>{visibleText(text)}</span>;
}
