import { useState } from "preact/hooks";
import { hasToken, showToken } from "./http.ts";

/** Asks for a token where the registry is open to no stranger. It is kept for this tab only. */
export function TokenForm() {
  const [text, setText] = useState("");
  return (
    <form
      class="token-form"
      onSubmit={(event) => {
        event.preventDefault();
        showToken(text);
      }}
    >
      <h1>A token is needed</h1>
      <p role="alert">
        {hasToken()
          ? "The token that you gave does not hold here. Give another one."
          : "This registry shows itself to nobody without a token. One that may read is enough; it stays in this tab and is sent to this registry alone."}
      </p>
      <div class="toolbar">
        <label>
          <span>Token</span>
          <input
            type="password"
            autocomplete="off"
            required
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="is-primary">
          Use it
        </button>
      </div>
    </form>
  );
}
