import { useState } from "preact/hooks";

export interface NewPasswordProps {
  readonly value: string;
  readonly onInput: (text: string) => void;
}

/** A password for somebody else: it may be seen, so that it can be passed on. */
export function NewPassword({ value, onInput }: NewPasswordProps) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <label>
        <span>Password</span>
        <input
          // The types of the two are different, the field is the same.
          type={(isShown ? "text" : "password") as "password"}
          required
          minLength={8}
          maxLength={256}
          value={value}
          autocomplete="new-password"
          spellcheck={false}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </label>
      <div class="row">
        <label class="is-inline">
          <input
            type="checkbox"
            checked={isShown}
            onChange={(event) => setShown(event.currentTarget.checked)}
          />
          <span>Show it</span>
        </label>
        <button
          type="button"
          onClick={() => {
            onInput(randomPassword());
            setShown(true);
          }}
        >
          Make one up
        </button>
      </div>
    </>
  );
}

/** Without characters that look alike. */
const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

function randomPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  // The alphabet has 32 characters, so that each byte is as likely to give any of them.
  const characters = [...bytes].map((byte) => alphabet[byte % alphabet.length]);
  return [0, 5, 10, 15].map((at) => characters.slice(at, at + 5).join("")).join("-");
}
