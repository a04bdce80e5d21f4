import { useEffect, useId, useState } from "preact/hooks";
import { useAnswer } from "../../channel/use-channel.ts";
import { goTo } from "../../shell/route.ts";

const pauseMs = 200;

/** A package or Expert by its name, with suggestions. */
export function ChoosePackage() {
  const listId = useId();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useAnswer("getPackages", { query: asked, limit: 20 });
  const names: readonly string[] = (data?.packages ?? []).map(({ name }) => name);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const wanted = text.trim();
    const found = names.includes(wanted) ? wanted : names.find((name) => name.includes(wanted));
    goTo("graph", found ?? wanted);
  };
  return (
    <form class="toolbar" onSubmit={submit}>
      <label class="is-wide">
        <span>Package or Expert</span>
        <input
          type="search"
          required
          maxLength={200}
          list={listId}
          value={text}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <datalist id={listId}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <button type="submit">Show it</button>
    </form>
  );
}
