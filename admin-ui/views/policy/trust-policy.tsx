import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { PolicyEditor } from "./policy-editor.tsx";
import { PolicyExamples } from "./policy-examples.tsx";

/** The text of trust/policy.toml. */
export function TrustPolicy() {
  const loaded = useAnswer("getPolicy", {}, ["config_changed"]);
  return (
    <>
      <p>
        The file <code>trust/policy.toml</code> of the home. Every face of the registry follows it
        within a second. A release that it keeps out is hidden: clients resolve to the newest one
        that it lets through.
      </p>
      <Show of={loaded}>
        {(stored) => <PolicyEditor stored={stored} onChange={loaded.reload} />}
      </Show>
      <PolicyExamples />
    </>
  );
}
