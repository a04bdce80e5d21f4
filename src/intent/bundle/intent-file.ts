/** The headings that `intent.md` of a pack must have (namel3ss-registry §6). */
export const intentHeadings = [
  "What this pack does",
  "Tools provided (English)",
  "Inputs/outputs summary",
  "Capabilities & risk",
  "Failure modes",
  "Runner requirements",
] as const;

const maxLine = 4_000;

export interface IntentSections {
  /** Headings of the list that are missing. */
  readonly missing: readonly string[];
  /** The lines under one of the headings, without blank ones. */
  lines(heading: (typeof intentHeadings)[number]): readonly string[];
}

/** A section ends at the next line that starts with `#`, whatever its level. */
export function readIntent(text: string): IntentSections {
  const sections = new Map<string, string[]>();
  let current: string[] | null = null;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.trim().slice(0, maxLine);
    if (line.startsWith("#")) {
      current = [];
      const heading = headingKey(line.replace(/^#+/, ""));
      if (!sections.has(heading)) sections.set(heading, current);
    } else if (line !== "") current?.push(line);
  }
  return {
    missing: intentHeadings.filter((heading) => !sections.has(headingKey(heading))),
    lines: (heading) => sections.get(headingKey(heading)) ?? [],
  };
}

function headingKey(text: string): string {
  return text.trim().split(/\s+/).join(" ").toLowerCase();
}
