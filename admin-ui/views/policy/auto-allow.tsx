import { useAnswer, useChannel } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import type { Change } from "../../parts/use-change.tsx";

/** What becomes of a release of ours that the scan only warns about. */
export function AutoAllow({ change }: Pick<Change, "change">) {
  const channel = useChannel();
  const loaded = useAnswer("getAutoAllowSetting", {}, ["autoAllowChanged", "config_changed"]);
  const set = (enabled: boolean) =>
    change(
      () => channel.ask("setAutoAllowSetting", { enabled }),
      enabled ? "Warnings hold nothing that is published here" : "Warnings hold what is published",
      loaded.reload,
    );
  return (
    <section class="card">
      <h2>What is published here</h2>
      <Show of={loaded}>
        {({ enabled }) => (
          <label class="is-inline">
            <input
              type="checkbox"
              checked={enabled}
              onChange={(event) => {
                void set(event.currentTarget.checked);
                event.currentTarget.checked = enabled;
              }}
            />
            <span>Accept releases that the scan only warns about</span>
          </label>
        )}
      </Show>
      <p class="is-faint">
        The scan is never switched off: what it blocks is held either way. Without this, a warning
        also makes a release wait for a person.
      </p>
    </section>
  );
}
