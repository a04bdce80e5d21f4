import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useChannel } from "../../channel/use-channel.ts";
import { CodeField } from "../../parts/code-field.tsx";
import { Failure, Notice } from "../../parts/states.tsx";

type Tested = Answer<"testIP">;

/** What the rules would say of an address, before anybody comes from it. */
export function IpTest({ isEnabled }: { readonly isEnabled: boolean }) {
  const channel = useChannel();
  const [ip, setIp] = useState("");
  const [result, setResult] = useState<Tested | Error | null>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const asked = channel.ask("testIP", { ip: ip.trim(), assumeEnabled: true });
    setResult(await asked.catch((error: Error) => error));
  };
  return (
    <section>
      <h2>Try an address</h2>
      <form class="toolbar" onSubmit={(event) => void submit(event)}>
        <CodeField label="Address" maxLength={64} value={ip} onInput={setIp} />
        <button type="submit">Try it</button>
      </form>
      <div aria-live="polite">
        {result instanceof Error ? <Failure message={result.message} /> : null}
        {result === null || result instanceof Error ? null : (
          <Notice tone={result.allowed ? "good" : "bad"}>
            <p>
              {result.ip} {isEnabled ? "is" : "would be"} {result.allowed ? "allowed" : "refused"}:{" "}
              {result.reason}.
            </p>
          </Notice>
        )}
      </div>
    </section>
  );
}
