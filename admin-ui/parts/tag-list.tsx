import { Badge } from "./states.tsx";
import { visibleText } from "./visible-text.ts";

/** The tags of a version. */
export function TagList({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return <span class="is-faint">–</span>;
  return (
    <span class="row">
      {tags.map((tag) => (
        <Badge key={tag}>{visibleText(tag)}</Badge>
      ))}
    </span>
  );
}
