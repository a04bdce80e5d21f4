import type { MarkedToken, Tokens } from "marked";
import { type ComponentChildren, Fragment, h } from "preact";
import { useMemo } from "preact/hooks";
import type { MarkdownProps } from "./markdown.tsx";
import { inlineNodes, shownText } from "./markdown-inline.tsx";
import { readMarkdown } from "./markdown-source.ts";
import { textOfHtml } from "./markdown-text.ts";
import { visibleText } from "./visible-text.ts";

const maxNodes = 20_000;
const maxDepth = 12;
const maxRows = 500;
const maxColumns = 40;

/** How much may still be shown, shared by all parts of one text. */
export interface Room {
  nodes: number;
  readonly level: number;
  /** How many links stand around what is being made: there is no link in a link. */
  links: number;
  /** How many boxes scroll so far: each has a name of its own. */
  boxes: number;
}

export function MarkdownContent({ text, level }: MarkdownProps) {
  const [nodes, isCut] = useMemo(() => {
    const read = readMarkdown(text);
    const room: Room = { nodes: maxNodes, level, links: 0, boxes: 0 };
    const made = blocks(read.tokens, room, 0);
    return [made, read.isCut || room.nodes <= 0] as const;
  }, [text, level]);
  return (
    <div class="markdown" dir="auto">
      {nodes}
      {isCut ? <p class="is-faint">The rest is too long to be shown here.</p> : null}
    </div>
  );
}

function blocks(tokens: readonly MarkedToken[], room: Room, depth: number): ComponentChildren[] {
  if (depth > maxDepth) return [];
  return tokens.flatMap((token, index) => {
    if (room.nodes <= 0) return [];
    room.nodes -= 1;
    return [<Fragment key={index}>{block(token, room, depth)}</Fragment>];
  });
}

function block(token: MarkedToken, room: Room, depth: number): ComponentChildren {
  switch (token.type) {
    case "heading": {
      const level = Math.min(6, token.depth - 1 + room.level);
      const text = inlineNodes(token.tokens, room, depth);
      return h(`h${level}` as "h2", { "data-anchor": slugOf(token.text) }, text);
    }
    case "paragraph":
      return <p>{inlineNodes(token.tokens, room, depth)}</p>;
    case "text":
      return token.tokens === undefined
        ? shownText(token.text)
        : inlineNodes(token.tokens, room, depth);
    case "code":
      return <CodeBlock text={token.text} name={boxName(room, "Code")} />;
    case "blockquote":
      return <blockquote>{blocks(token.tokens as MarkedToken[], room, depth + 1)}</blockquote>;
    case "list":
      return list(token, room, depth);
    case "table":
      return table(token, room, depth);
    case "hr":
      return <hr />;
    case "html": {
      const text = visibleText(textOfHtml(token.text).trim());
      return text === "" ? null : <p>{text}</p>;
    }
    default:
      return null;
  }
}

/** Focusable, because whoever has no mouse has to scroll it, too. */
function CodeBlock({ text, name }: { readonly text: string; readonly name: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard
    <section class="scrolls" tabIndex={0} aria-label={name}>
      <pre>
        <code>{visibleText(text)}</code>
      </pre>
    </section>
  );
}

function list({ ordered, start, items }: Tokens.List, room: Room, depth: number) {
  const shown = items.map((item, index) => {
    if (room.nodes <= 0) return null;
    room.nodes -= 1;
    const tokens = (item.tokens as MarkedToken[]).filter(({ type }) => type !== "checkbox");
    return (
      <li key={index} class={item.task ? "is-task" : undefined}>
        {item.task ? <span class="task">{item.checked ? "☑" : "☐"}</span> : null}
        {item.task ? <span class="is-unseen">{item.checked ? "Done: " : "Open: "}</span> : null}
        {blocks(tokens, room, depth + 1)}
      </li>
    );
  });
  return ordered ? <ol start={start === "" ? 1 : start}>{shown}</ol> : <ul>{shown}</ul>;
}

function table({ header, rows }: Tokens.Table, room: Room, depth: number) {
  const width = Math.min(header.length, maxColumns);
  const shown = rows.slice(0, maxRows);
  room.nodes -= width * (shown.length + 1);
  if (room.nodes <= 0) return null;
  const cells = (row: Tokens.TableCell[]) =>
    row.slice(0, width).map(({ tokens }) => inlineNodes(tokens, room, depth));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard
    <section class="scrolls" tabIndex={0} aria-label={boxName(room, "Table")}>
      <table>
        <thead>
          <tr>
            {cells(header).map((cell, index) => (
              // An empty head is none, which an empty th would claim to be.
              <td key={index} class="is-head">
                {cell}
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr key={index}>
              {cells(row).map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > maxRows ? (
        <p class="is-faint">{rows.length - maxRows} more rows are not shown.</p>
      ) : null}
    </section>
  );
}

function boxName(room: Room, kind: string): string {
  room.boxes += 1;
  return `${kind} ${room.boxes}`;
}

/** What links inside the text call a heading. */
function slugOf(text: string): string {
  return textOfHtml(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-")
    .slice(0, 200);
}
