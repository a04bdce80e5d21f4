import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { ChannelError } from "../channel/channel.ts";
import { FormDialog } from "./form-dialog.tsx";
import { toast } from "./toasts.tsx";

interface Refused {
  readonly code: string;
  readonly message: string;
  readonly run: (force: boolean) => Promise<unknown>;
  readonly done: string;
  readonly onDone: () => void;
}

export interface Change {
  /**
   * Does something at once. `force` is only asked of it by a person who was told what it leads to.
   *
   * @param done what is said afterwards
   */
  readonly change: (
    run: (force: boolean) => Promise<unknown>,
    done: string,
    onDone: () => void,
  ) => Promise<void>;
  readonly isBusy: boolean;
  /** What is asked when it takes a passphrase, or would lock somebody out. */
  readonly dialog: ComponentChildren;
}

/** Changes that need nothing but a click, most times. */
export function useChange(): Change {
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);

  const change: Change["change"] = async (run, done, onDone) => {
    setBusy(true);
    try {
      await run(false);
      toast(done, "good");
      onDone();
    } catch (error) {
      if (error instanceof ChannelError && asksMore.has(error.code)) {
        setRefused({ code: error.code, message: error.message, run, done, onDone });
      } else {
        toast(error instanceof Error ? error.message : String(error), "bad");
      }
    } finally {
      setBusy(false);
    }
  };

  const isLockOut = refused?.code === "lock_out";
  const dialog =
    refused === null ? null : (
      <FormDialog
        title={isLockOut ? "This would lock somebody out" : "Approval passphrase"}
        button={isLockOut ? "Do it anyway" : "Go on"}
        isBad={isLockOut}
        hasAsked={!isLockOut}
        act={() => refused.run(isLockOut)}
        onDone={() => {
          toast(refused.done, "good");
          refused.onDone();
        }}
        onClose={() => setRefused(null)}
      >
        {isLockOut ? (
          <p>
            The registry refused it: {refused.message.split(";", 1)}. Whoever sits at the machine of
            the registry can still undo it with <code>agentregistry ip mode off</code>.
          </p>
        ) : (
          <p>This takes the approval passphrase of the registry.</p>
        )}
      </FormDialog>
    );
  return { change, isBusy, dialog };
}

const asksMore: ReadonlySet<string> = new Set(["lock_out", "passphrase_required"]);
