import { useEffect, useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useChannel } from "../../channel/use-channel.ts";
import type { Change } from "../../parts/use-change.tsx";

type Config = Answer<"getAllowlist">["config"];

export interface IpConfigProps {
  readonly config: Config;
  readonly change: Change["change"];
  readonly onDone: () => void;
}

/** Whether the rules count, what a match means, and what becomes of everybody else. */
export function IpConfig({ config, change, onDone }: IpConfigProps) {
  const channel = useChannel();
  const [wanted, setWanted] = useState(config);
  const stored = JSON.stringify(config);
  // What somebody else put in force replaces what was chosen here.
  useEffect(() => setWanted(config), [stored]);
  const isSame = JSON.stringify(wanted) === stored;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const run = (force: boolean) => channel.ask("updateAllowlistConfig", { ...wanted, force });
    void change(run, "The IP rules are changed", onDone);
  };
  return (
    <form class="card settings-form" onSubmit={submit}>
      <label class="is-inline">
        <input
          type="checkbox"
          checked={wanted.enabled}
          onChange={(event) => setWanted({ ...wanted, enabled: event.currentTarget.checked })}
        />
        <span>The IP rules count</span>
      </label>
      <div class="toolbar">
        <label>
          <span>An address that a rule fits is</span>
          <select
            value={wanted.mode}
            onChange={(event) =>
              setWanted({ ...wanted, mode: event.currentTarget.value as Config["mode"] })
            }
          >
            <option value="allowlist">allowed</option>
            <option value="blocklist">refused</option>
          </select>
        </label>
        <label>
          <span>Every other address is</span>
          <select
            value={wanted.defaultAllow ? "yes" : "no"}
            onChange={(event) =>
              setWanted({ ...wanted, defaultAllow: event.currentTarget.value === "yes" })
            }
          >
            <option value="yes">allowed</option>
            <option value="no">refused</option>
          </select>
        </label>
        <button type="submit" class="is-primary" disabled={isSame}>
          Put in force
        </button>
      </div>
      <p class="is-faint">{meaningOf(wanted)}</p>
    </form>
  );
}

function meaningOf({ enabled, mode, defaultAllow }: Config): string {
  if (!enabled) return "Off: every address that reaches this registry may connect.";
  if (mode === "allowlist" && defaultAllow) {
    return "On, but nobody is refused: what a rule fits is allowed, and so is everybody else.";
  }
  if (mode === "allowlist") return "On: only addresses that a rule fits may connect.";
  if (defaultAllow) return "On: everybody may connect but addresses that a rule fits.";
  return "On: nobody at all may connect.";
}
