import { WorkButton } from "./work-button.tsx";

export interface EntryActionsProps {
  /** What the entry is called. */
  readonly name: string;
  readonly isOn: boolean;
  readonly isBusy: boolean;
  readonly onToggle: () => void;
  readonly onRemove: () => void;
}

/** What can be done about an entry of a list that can rest. */
export function EntryActions({ name, isOn, isBusy, onToggle, onRemove }: EntryActionsProps) {
  const turn = isOn ? "off" : "on";
  return (
    <div class="actions">
      <WorkButton isBusy={isBusy} label={`Switch ${turn} ${name}`} onClick={onToggle}>
        Switch {turn}
      </WorkButton>
      <WorkButton isBusy={isBusy} label={`Remove ${name}`} onClick={onRemove}>
        Remove
      </WorkButton>
    </div>
  );
}
