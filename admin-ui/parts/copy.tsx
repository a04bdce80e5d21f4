import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { toast } from "./toasts.tsx";

/** A line or file to take along. */
export function Copyable({ text, label }: { readonly text: string; readonly label: string }) {
  const isCopied = useSignal(false);
  const code = useRef<HTMLElement>(null);
  const copy = async () => {
    try {
      // There is none on a page that came over plain HTTP from another machine.
      await navigator.clipboard.writeText(text);
    } catch {
      if (code.current !== null) getSelection()?.selectAllChildren(code.current);
      toast("The browser does not let this page copy; the text is selected instead", "warn");
      return;
    }
    isCopied.value = true;
    setTimeout(() => {
      isCopied.value = false;
    }, 2000);
  };
  return (
    <div class="copyable">
      <pre>
        <code ref={code}>{text}</code>
      </pre>
      <button type="button" aria-label={`Copy: ${label}`} onClick={() => void copy()}>
        {isCopied.value ? "Copied" : "Copy"}
      </button>
    </div>
  );
}
