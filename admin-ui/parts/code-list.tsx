import { visibleText } from "./visible-text.ts";

export interface CodeListProps {
  readonly title: string;
  readonly texts: readonly string[];
}

/** A line of facts that is a few names; nothing when there are none. */
export function CodeList({ title, texts }: CodeListProps) {
  if (texts.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd class="code-list">
        {texts.map((text) => (
          <code key={text}>{visibleText(text)}</code>
        ))}
      </dd>
    </>
  );
}
