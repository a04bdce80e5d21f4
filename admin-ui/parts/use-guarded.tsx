import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ChannelError } from "../channel/channel.ts";
import { useChannel } from "../channel/use-channel.ts";

/** Something that may take the approval passphrase, and can be refused. */
export interface Guarded {
  /** Does it; null when it was refused, and then `refusal` says why. */
  readonly run: <T>(doing: () => Promise<T>) => Promise<T | null>;
  readonly isBusy: boolean;
  /** The field for the passphrase, once the registry has asked for it. */
  readonly field: ComponentChildren;
  readonly refusal: ComponentChildren;
}

/**
 * The registry asks for the passphrase once a connection, so nobody is asked before it does.
 *
 * @param hasAsked whether it has already
 */
export function useGuarded(hasAsked = false): Guarded {
  const channel = useChannel();
  const [isBusy, setBusy] = useState(false);
  const [isAsked, setAsked] = useState(hasAsked);
  const [passphrase, setPassphrase] = useState("");
  const [message, setMessage] = useState<string | null>(null);

  async function run<T>(doing: () => Promise<T>): Promise<T | null> {
    setBusy(true);
    setMessage(null);
    try {
      if (passphrase !== "") await channel.ask("ping", { passphrase });
      return await doing();
    } catch (error) {
      const isMissing = error instanceof ChannelError && error.code === "passphrase_required";
      if (isMissing) setAsked(true);
      const isFirst = isMissing && passphrase === "";
      setMessage(isFirst ? "This takes the approval passphrase of the registry." : wordsOf(error));
      return null;
    } finally {
      setBusy(false);
    }
  }

  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isAsked && !hasAsked) input.current?.focus();
  }, [isAsked, hasAsked]);

  const field = isAsked ? (
    <label>
      <span>Approval passphrase</span>
      <input
        ref={input}
        type="password"
        autocomplete="off"
        required
        value={passphrase}
        onInput={(event) => setPassphrase(event.currentTarget.value)}
      />
    </label>
  ) : null;
  const refusal =
    message === null ? null : (
      <div class="notice is-bad" role="alert">
        <p>{message}</p>
      </div>
    );
  return { run, isBusy, field, refusal };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
