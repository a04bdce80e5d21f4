import { Copyable } from "../../parts/copy.tsx";
import { snippetsFor } from "./snippets.ts";

/** How each client is told of this registry, with the address that this browser uses. */
export function SetupView() {
  const groups = snippetsFor(location.origin);
  return (
    <div class="setup">
      <h1>Set up</h1>
      <p>
        This registry is at <code>{location.origin}/</code>. What clients install through it is
        scanned before they get it.
      </p>
      <nav aria-label="Clients" class="row">
        {groups.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            class="is-link"
            onClick={() => {
              const heading = document.getElementById(`setup-${id}`);
              heading?.focus();
              heading?.scrollIntoView();
            }}
          >
            {title}
          </button>
        ))}
      </nav>
      {groups.map(({ id, title, about, snippets }) => (
        <section key={id} aria-labelledby={`setup-${id}`}>
          <h2 id={`setup-${id}`} tabIndex={-1}>
            {title}
          </h2>
          {about === undefined ? null : <p>{about}</p>}
          {snippets.map(({ where, text }) => (
            <div key={where}>
              <p class="setup-where">{where}</p>
              <Copyable text={text} label={`${title}, ${where}`} />
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
