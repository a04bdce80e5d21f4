import { useMemo, useState } from "preact/hooks";
import { type DiffLine, readPatch } from "./diff-lines.ts";
import { More } from "./more.tsx";
import { sizeOf } from "./size.ts";
import { Badge, type Tone } from "./states.tsx";
import { visibleText } from "./visible-text.ts";

export interface ShownFile {
  readonly path: string;
  readonly change: "added" | "removed" | "changed";
  readonly bytesBefore: number;
  readonly bytesAfter: number;
  /** Unified; null where there is no text to show. */
  readonly patch: string | null;
}

export interface ShownDiff {
  readonly files: readonly ShownFile[];
  readonly summary: {
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
    readonly same: number;
  };
  /** Files that differ and are not listed. */
  readonly omitted: number;
  readonly isWhole: boolean;
}

/** So many lines of a file stand there at first, and so many come with each step. */
const firstLines = 200;
const moreLines = 1000;
/** Files open by themselves until they have so many lines together. */
const openLines = 400;
const filesAtOnce = 100;

/** How two releases differ, file by file. All of it is a stranger's text. */
export function Diff({ diff }: { readonly diff: ShownDiff }) {
  const { files, summary, omitted, isWhole } = diff;
  const [shown, setShown] = useState(filesAtOnce);
  const open = useMemo(() => openAtFirst(files), [files]);
  const rest = files.length - shown;
  return (
    <div>
      <p>
        Files: {summary.added} added, {summary.removed} removed, {summary.changed} changed,{" "}
        {summary.same} the same.
        {isWhole ? "" : " At least one archive could not be read to its end, so there may be more."}
      </p>
      {files.slice(0, shown).map((file) => (
        <FileDiff key={file.path} file={file} isOpen={open.has(file.path)} />
      ))}
      <More
        rest={rest}
        step={filesAtOnce}
        what="files"
        onMore={() => setShown(shown + filesAtOnce)}
      />
      {omitted > 0 ? <p class="is-faint">{omitted} further files differ.</p> : null}
    </div>
  );
}

function openAtFirst(files: readonly ShownFile[]): ReadonlySet<string> {
  const open = new Set<string>();
  let lines = 0;
  for (const { path, patch } of files) {
    lines += patch === null ? 0 : patch.split("\n", openLines).length;
    if (lines > openLines && open.size > 0) break;
    open.add(path);
  }
  return open;
}

const tones: Readonly<Record<ShownFile["change"], Tone>> = {
  added: "good",
  removed: "bad",
  changed: "plain",
};

interface FileDiffProps {
  readonly file: ShownFile;
  readonly isOpen: boolean;
}

function FileDiff({ file, isOpen }: FileDiffProps) {
  const { path, change, bytesBefore, bytesAfter, patch } = file;
  // Lines of a file that nobody opened are not even made.
  const [wasOpened, setOpened] = useState(isOpen);
  return (
    <details
      class="diff-file"
      open={isOpen}
      onToggle={(event) => event.currentTarget.open && setOpened(true)}
    >
      <summary>
        <Badge tone={tones[change]}>{change}</Badge>{" "}
        <code class="diff-path">{visibleText(path)}</code>
        <span class="is-faint">{sizes(change, bytesBefore, bytesAfter)}</span>
      </summary>
      {wasOpened ? <Patch path={path} patch={patch} change={change} /> : null}
    </details>
  );
}

function sizes(change: ShownFile["change"], before: number, after: number): string {
  if (change === "added") return sizeOf(after);
  if (change === "removed") return sizeOf(before);
  return `${sizeOf(before)} → ${sizeOf(after)}`;
}

type PatchProps = Pick<ShownFile, "path" | "patch" | "change">;

function Patch({ path, patch, change }: PatchProps) {
  const lines = useMemo(() => readPatch(patch ?? ""), [patch]);
  const [shown, setShown] = useState(firstLines);
  if (patch === null) {
    return (
      <p class="diff-none">
        {change === "removed"
          ? "The whole file is gone."
          : "No text to compare: it is binary, or too much was changed before it."}
      </p>
    );
  }
  if (lines.length === 0) return <p class="diff-none">An empty file.</p>;
  const rest = lines.length - shown;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard too */}
      <section class="diff-lines" tabIndex={0} aria-label={`Lines of ${path}`}>
        <table>
          <tbody>
            {lines.slice(0, shown).map((line, index) => (
              <Line key={index} line={line} />
            ))}
          </tbody>
        </table>
      </section>
      <More rest={rest} step={moreLines} what="lines" onMore={() => setShown(shown + moreLines)} />
    </>
  );
}

const marks: Readonly<Record<DiffLine["kind"], string>> = {
  same: " ",
  added: "+",
  removed: "-",
  head: "",
  note: "",
};

function Line({ line: { kind, text, before, after } }: { readonly line: DiffLine }) {
  return (
    <tr class={`is-${kind}`}>
      <td class="diff-number">{before}</td>
      <td class="diff-number">{after}</td>
      <td>
        <code>
          {marks[kind]}
          {visibleText(text)}
        </code>
      </td>
    </tr>
  );
}
