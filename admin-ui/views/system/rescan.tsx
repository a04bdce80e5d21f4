import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { attempt, useAnswer, useChannel } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { useEvery } from "../../parts/use-every.ts";
import { WorkButton } from "../../parts/work-button.tsx";

type Progress = Answer<"getRescanProgress">;

const lookEveryMs = 1000;

/** Judges stored releases by the rules in force. */
export function Rescan() {
  const channel = useChannel();
  const loaded = useAnswer("getRescanProgress", {}, ["config_changed"]);
  const [wasAsked, setAsked] = useState(false);
  const isRunning = loaded.data?.isRunning ?? false;
  useEvery(isRunning ? lookEveryMs : null, loaded.reload);
  const start = async () => {
    setAsked(true);
    await attempt(channel.ask("rescanAll"), null);
    loaded.reload();
  };
  return (
    <section class="card">
      <h2>Judge everything anew</h2>
      <p>
        After a change of the rules, what was judged by other rules is judged again in the
        background, the last used first. What is served and should not be is held, and whoever
        fetched it is listed among the recalls.
      </p>
      <Show of={loaded}>{(progress) => <State progress={progress} wasAsked={wasAsked} />}</Show>
      <WorkButton isBusy={isRunning} onClick={() => void start()}>
        {isRunning ? "Under way" : "Begin"}
      </WorkButton>
    </section>
  );
}

interface StateProps {
  readonly progress: Progress;
  readonly wasAsked: boolean;
}

function State({ progress, wasAsked }: StateProps) {
  const { isRunning, ruleset, done, total, held, released, failed } = progress;
  const isOver = !isRunning && done > 0;
  return (
    <>
      {isRunning ? (
        <label>
          <span>
            {done.toLocaleString("en")} of {total.toLocaleString("en")} releases
          </span>
          <progress class="wide-progress" max={Math.max(total, 1)} value={done} />
        </label>
      ) : null}
      <p role="status">
        {isOver
          ? `${done.toLocaleString("en")} judged: ${held} held, ${released} released, ${failed} not possible.`
          : wasAsked && !isRunning
            ? "Everything that is stored was judged by the rules in force."
            : ""}
      </p>
      <p class="is-faint">
        Rules in force: <code>{ruleset}</code>
      </p>
    </>
  );
}
