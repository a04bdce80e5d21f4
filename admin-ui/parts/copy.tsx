import { useSignal } from "@preact/signals";

/** A line or file to take along. */
export function Copyable({ text, label }: { readonly text: string; readonly label: string }) {
  const isCopied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    isCopied.value = true;
    setTimeout(() => {
      isCopied.value = false;
    }, 2000);
  };
  return (
    <div class="copyable">
      <pre>
        <code>{text}</code>
      </pre>
      <button type="button" aria-label={`Copy: ${label}`} onClick={() => void copy()}>
        {isCopied.value ? "Copied" : "Copy"}
      </button>
    </div>
  );
}
