import { useState } from "preact/hooks";
import { Dialog } from "../../parts/dialog.tsx";
import { areShortcutsOn, switchShortcuts } from "./use-shortcuts.ts";

interface ShortcutHelpProps {
  readonly onClose: () => void;
}

const inList: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["j", "↓"], "Next record"],
  [["k", "↑"], "Previous record"],
  [["Enter"], "Open the record"],
  [["x"], "Select the record, or take it out of the selection"],
  [["a"], "Approve what is selected, or the record where you are"],
  [["r"], "Reject it"],
  [["/"], "Go to the filter"],
];

const inRecord: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["j"], "Next held record"],
  [["k"], "Previous held record"],
  [["a"], "Begin to approve: the reason comes next"],
  [["r"], "Begin to reject"],
  [["u"], "Back to the list"],
];

/** What the keys of the quarantine do. */
function ShortcutHelp({ onClose }: ShortcutHelpProps) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <Keys title="In the list" keys={inList} />
      <Keys title="In a record" keys={inRecord} />
      <p class="is-faint">They rest while you type, and while a dialog is open.</p>
      <label class="is-inline">
        <input
          type="checkbox"
          checked={areShortcutsOn.value}
          onChange={(event) => switchShortcuts(event.currentTarget.checked)}
        />
        <span>Use single keys as shortcuts</span>
      </label>
      <form method="dialog" class="dialog-foot">
        <button type="submit">Close</button>
      </form>
    </Dialog>
  );
}

function Keys({ title, keys }: { readonly title: string; readonly keys: typeof inList }) {
  return (
    <>
      <h3>{title}</h3>
      <dl class="keys">
        {keys.map(([names, what]) => (
          <div key={what}>
            <dt>
              {names.map((name, index) => (
                <span key={name}>
                  {index === 0 ? "" : " or "}
                  <kbd>{name}</kbd>
                </span>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Opens the help, and says that there is such a thing. */
export function ShortcutButton({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <button type="button" class="is-quiet shortcut-button" onClick={onOpen}>
      Keyboard shortcuts {areShortcutsOn.value ? <kbd>?</kbd> : "(off)"}
    </button>
  );
}

/** Whether the help is open, and what opens it. */
export function useShortcutHelp() {
  const [isOpen, setOpen] = useState(false);
  const open = () => setOpen(true);
  return { open, dialog: isOpen ? <ShortcutHelp onClose={() => setOpen(false)} /> : null };
}
