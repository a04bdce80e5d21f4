import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

const key = "agentregistry-shortcuts";

/** Off for whoever types by voice, or hits keys by accident (WCAG 2.2, 2.1.4). */
export const areShortcutsOn = signal(localStorage.getItem(key) !== "off");

export function switchShortcuts(isOn: boolean): void {
  areShortcutsOn.value = isOn;
  localStorage.setItem(key, isOn ? "on" : "off");
}

/** What a key does; true when it did nothing after all, so that the browser does what it always does. */
export type Shortcuts = Readonly<Record<string, () => boolean | undefined>>;

/** Single keys do something while a part of the page is shown, but never while somebody types or decides. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!isPlain || event.defaultPrevented || isTyping(event.target)) return;
      // Keys without a character of their own stay.
      if (event.key.length === 1 && !areShortcutsOn.peek()) return;
      if (document.querySelector("dialog[open]") !== null) return;
      const act = latest.current[event.key];
      if (act !== undefined && act() !== true) event.preventDefault();
    };
    addEventListener("keydown", hear);
    return () => removeEventListener("keydown", hear);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== "checkbox";
  return target.isContentEditable || target.matches("textarea, select");
}
