const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it stands between tags and inside quoted attributes; control characters become blanks. */
export function escapeHtml(text: string): string {
  return text
    .replace(/\p{Cc}/gu, " ")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
