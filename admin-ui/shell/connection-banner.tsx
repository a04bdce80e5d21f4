import { useChannel } from "../channel/use-channel.ts";

/** Says when what is shown may be out of date, and what becomes of it. */
export function ConnectionBanner() {
  const channel = useChannel();
  const state = channel.state.value;
  if (state === "lost") {
    return (
      <div class="notice is-warn" role="alert">
        <p>The connection to the registry is lost. What you see may be out of date.</p>
        <button type="button" onClick={() => channel.retry()}>
          Connect now
        </button>
      </div>
    );
  }
  if (state !== "ended") return null;
  return (
    <div class="notice is-bad" role="alert">
      <p>
        This session has ended. Run <code>agentregistry admin</code> for a new link, or sign in
        again.
      </p>
      <a class="button" href="/-/admin">
        Sign in
      </a>
    </div>
  );
}
