import type { Budget, FoundWindow } from "../found-window.ts";
import type { ServedFile } from "../mcp-served.ts";
import type { FilePlace } from "../place.ts";
import { type Gathered, maxWindows } from "./gathered.ts";
import { lineCounter } from "./line-counter.ts";

/** A file that is being read, and where goes what is found in it. */
export interface OpenFile {
  readonly path: string;
  readonly text: string;
  readonly place: FilePlace | null;
  /** How a server hands it to models, where one does. */
  readonly served: ServedFile | undefined;
  readonly budget: Budget;
  readonly facts: Gathered;
  lineAt(offset: number): number;
  note(found: FoundWindow): void;
}

/** Opens a file, so that windows found in it get its name and their line. */
export function openFile(given: Omit<OpenFile, "lineAt" | "note">): OpenFile {
  const { path, text, facts } = given;
  const lineAt = lineCounter(text);
  return { ...given, lineAt, note: (found) => noteWindow(facts, path, lineAt, found) };
}

function noteWindow(
  { windows, limitsHit }: Gathered,
  file: string,
  lineAt: (offset: number) => number,
  { offset, ...rest }: FoundWindow,
): void {
  if (windows.length < maxWindows) windows.push({ file, line: lineAt(offset), ...rest });
  else limitsHit.add("windows");
}
