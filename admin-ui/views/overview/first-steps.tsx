import { linkTo } from "../../shell/route.ts";

/** What to do with a registry that holds nothing yet. */
export function FirstSteps() {
  return (
    <section class="card">
      <h2>Nothing is stored here yet</h2>
      <p>The registry runs and is ready. Three steps to its first package:</p>
      <ol class="first-steps">
        <li>
          <a href={linkTo("setup")}>Set up</a> npm, another client, or an agent to use it.
        </li>
        <li>
          Install something: it is fetched from the upstream, scanned, and served when it is clean.
        </li>
        <li>
          Look here again. What a scan holds waits in the{" "}
          <a href={linkTo("quarantine")}>quarantine</a> for your decision.
        </li>
      </ol>
    </section>
  );
}
