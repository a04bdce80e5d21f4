import { visibleText } from "../../parts/visible-text.ts";

interface Fault {
  /** From 1; null for what is about no line. */
  readonly line: number | null;
  readonly column: number | null;
  readonly text: string;
}

/** The registry's sentences, such as `policy:3:5: …; policy:9: …`. */
export function faultsIn(message: string): readonly Fault[] {
  return message.split(/; (?=policy:\d)/).map((sentence) => {
    const [, line, column, text] = /^policy:(\d+)(?::(\d+))?: ([\s\S]*)$/.exec(sentence) ?? [];
    if (line === undefined) return { line: null, column: null, text: sentence };
    return {
      line: Number(line),
      column: column === undefined ? null : Number(column),
      text: text ?? "",
    };
  });
}

export interface PolicyFaultsProps {
  readonly faults: readonly Fault[];
  readonly onPick: (fault: Fault) => void;
}

/** What keeps a text from being a policy, each with the way to its line. */
export function PolicyFaults({ faults, onPick }: PolicyFaultsProps) {
  return (
    <div class="notice is-bad">
      <div>
        <p>This is no policy yet:</p>
        <ul>
          {faults.map((fault) => (
            <li key={`${fault.line} ${fault.text}`}>
              {fault.line === null ? null : (
                <button type="button" class="is-small" onClick={() => onPick(fault)}>
                  Line {fault.line}
                  {fault.column === null ? "" : `, column ${fault.column}`}
                </button>
              )}{" "}
              {visibleText(fault.text)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Puts the cursor where a fault is. */
export function select(
  field: HTMLTextAreaElement | null,
  text: string,
  { line, column }: Fault,
): void {
  if (field === null || line === null) return;
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  const length = lines[line - 1]?.length ?? 0;
  const from = start + Math.min(length, Math.max(0, (column ?? 1) - 1));
  field.focus();
  field.setSelectionRange(from, start + length);
}
