import type { Answer } from "../../channel/channel.ts";
import { Copyable } from "../../parts/copy.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { visibleText } from "../../parts/visible-text.ts";

export interface TokenSecretProps {
  readonly made: Answer<"createToken">;
  readonly onClose: () => void;
}

/** The one time that a secret is shown. */
export function TokenSecret({ made: { secret, token }, onClose }: TokenSecretProps) {
  return (
    <Dialog title="Copy the token now" onClose={onClose}>
      <p>
        This is the secret of <b>{visibleText(token.label)}</b>. It is stored as a hash only, so
        nobody can show it again.
      </p>
      <Copyable text={secret} label="the token" />
      <p>For npm, in a project or for you alone:</p>
      <Copyable
        text={`npm config set //${location.host}/:_authToken ${secret}`}
        label="the line for npm"
      />
      <form method="dialog" class="dialog-foot">
        <button type="submit" class="is-primary">
          I have it
        </button>
      </form>
    </Dialog>
  );
}
