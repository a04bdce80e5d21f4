import { useState } from "preact/hooks";
import { CodeField } from "../../parts/code-field.tsx";
import { refine } from "../../shell/route.ts";
import { type AskedQuestion, capabilities, limits, risks } from "./question-of.ts";

/** The question and what narrows it; both stand in the address. */
export function Question({ question }: { readonly question: AskedQuestion }) {
  const [text, setText] = useState(question.text);
  const [installed, setInstalled] = useState(question.installed);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    refine({ q: text.trim(), installed: installed.trim() });
  };
  return (
    <form class="card settings-form" onSubmit={submit}>
      <div class="toolbar">
        <label class="is-wide">
          <span>What is wanted (empty for everything)</span>
          <input
            type="search"
            maxLength={2000}
            value={text}
            autocomplete="off"
            placeholder="somebody who checks facts in a text"
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="is-primary">
          Ask
        </button>
      </div>
      <div class="toolbar">
        <label>
          <span>Capability</span>
          <select
            value={question.capability}
            onChange={(event) => refine({ q: text.trim(), capability: event.currentTarget.value })}
          >
            <option value="">any</option>
            {capabilities.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Risk</span>
          <select
            value={question.risk}
            onChange={(event) => refine({ q: text.trim(), risk: event.currentTarget.value })}
          >
            <option value="">any</option>
            {risks.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>At most</span>
          <select
            value={String(question.limit)}
            onChange={(event) => refine({ q: text.trim(), limit: event.currentTarget.value })}
          >
            {limits.map((n) => (
              <option key={n} value={String(n)}>
                {n}
              </option>
            ))}
          </select>
        </label>
        <CodeField
          isWide
          isOptional
          label="What the asker has: id@version, id@version"
          maxLength={2000}
          value={installed}
          onInput={setInstalled}
        />
      </div>
    </form>
  );
}
