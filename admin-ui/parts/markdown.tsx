import { useMemo } from "preact/hooks";
import { lazy } from "../shell/lazy.tsx";

export interface MarkdownProps {
  readonly text: string;
  /** The level of its first headings; they stand below those of the page. */
  readonly level: 2 | 3 | 4;
}

const Content = lazy(async () => (await import("./markdown-content.tsx")).MarkdownContent);

/** A stranger's Markdown. Its reader is loaded when there is something to read. */
export function Markdown({ text, level }: MarkdownProps) {
  const trimmed = useMemo(() => text.trim(), [text]);
  return trimmed === "" ? null : <Content text={trimmed} level={level} />;
}
