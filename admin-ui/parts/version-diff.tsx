import { refine } from "../shell/route.ts";
import { visibleText } from "./visible-text.ts";

export interface VersionDiffPickerProps {
  /** The newest first. */
  readonly versions: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** A list with more would take long to open. */
const maxChoices = 1000;

/** Which two versions are compared; the address holds them, so that it can be passed on. */
export function VersionDiffPicker({ versions, from, to }: VersionDiffPickerProps) {
  return (
    <div class="toolbar">
      <Choice
        title="From"
        versions={versions}
        value={from}
        onChange={(version) => refine({ from: version, version: to })}
      />
      <Choice
        title="To"
        versions={versions}
        value={to}
        onChange={(version) => refine({ from, version })}
      />
      <button type="button" onClick={() => refine({ from: to, version: from })}>
        Swap
      </button>
    </div>
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly versions: readonly string[];
  readonly value: string;
  readonly onChange: (version: string) => void;
}

function Choice({ title, versions, value, onChange }: ChoiceProps) {
  const some = versions.slice(0, maxChoices);
  const shown = some.includes(value) ? some : [value, ...some];
  return (
    <label>
      <span>{title}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {shown.map((version) => (
          <option key={version} value={version}>
            {visibleText(version)}
          </option>
        ))}
      </select>
    </label>
  );
}
