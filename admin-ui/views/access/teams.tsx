import { useState } from "preact/hooks";
import { useChannel } from "../../channel/use-channel.ts";
import { CodeField } from "../../parts/code-field.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Empty } from "../../parts/states.tsx";
import { type Change, useChange } from "../../parts/use-change.tsx";
import { WorkButton } from "../../parts/work-button.tsx";
import type { Org, OrgPartProps } from "./members.tsx";

type Team = Org["teams"][number];

/** Groups of members that packages are granted to. */
export function Teams({ org, onChange }: OrgPartProps) {
  const channel = useChannel();
  const { change, isBusy, dialog } = useChange();
  const [name, setName] = useState("");
  const [going, setGoing] = useState<string | null>(null);
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    void change(
      () => channel.ask("createTeam", { org: org.name, team: name }),
      `The team ${name} is made`,
      () => {
        setName("");
        onChange();
      },
    );
  };
  return (
    <section>
      <h2>Teams</h2>
      <p>
        What a team may write is granted by package: <code>npm access grant</code>.
      </p>
      <form class="toolbar" onSubmit={add}>
        <CodeField label="New team" maxLength={63} value={name} onInput={setName} />
        <WorkButton isBusy={isBusy}>Make it</WorkButton>
      </form>
      {org.teams.length === 0 ? (
        <Empty>
          <p>There is no team in @{org.name}.</p>
        </Empty>
      ) : (
        <div class="cards">
          {org.teams.map((team) => (
            <TeamCard
              key={team.name}
              team={team}
              org={org}
              change={change}
              onChange={onChange}
              onRemove={() => setGoing(team.name)}
            />
          ))}
        </div>
      )}
      {dialog}
      {going === null ? null : (
        <ConfirmDialog
          title={`Remove the team ${going}?`}
          text="What was granted to it is granted no more. Its members stay in the organization."
          button="Remove"
          isBad
          done={`The team ${going} is removed`}
          act={() => channel.ask("removeTeam", { org: org.name, team: going })}
          onClose={(isDone) => {
            setGoing(null);
            if (isDone) onChange();
          }}
        />
      )}
    </section>
  );
}

interface TeamCardProps extends OrgPartProps {
  readonly team: Team;
  readonly change: Change["change"];
  readonly onRemove: () => void;
}

function TeamCard({ team: { name, members }, org, change, onChange, onRemove }: TeamCardProps) {
  const channel = useChannel();
  const team = name;
  const others = org.members.filter(({ user }) => !members.includes(user));
  const [user, setUser] = useState("");
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const run = () => channel.ask("addTeamMember", { org: org.name, team, user });
    void change(run, `${user} is in ${team}`, () => {
      setUser("");
      onChange();
    });
  };
  const leave = (one: string) => {
    const run = () => channel.ask("removeTeamMember", { org: org.name, team, user: one });
    void change(run, `${one} is no longer in ${team}`, onChange);
  };
  return (
    <div class="card">
      <div class="row is-apart">
        <h3>{name}</h3>
        <button type="button" aria-label={`Remove the team ${name}`} onClick={onRemove}>
          Remove…
        </button>
      </div>
      {members.length === 0 ? <p class="is-faint">Nobody is in it.</p> : null}
      <ul class="plain-list">
        {members.map((one) => (
          <li key={one} class="row is-apart">
            <span>{one}</span>
            <button
              type="button"
              class="is-quiet"
              aria-label={`Take ${one} out of ${name}`}
              onClick={() => leave(one)}
            >
              Take out
            </button>
          </li>
        ))}
      </ul>
      {others.length === 0 ? null : (
        <form class="toolbar" onSubmit={add}>
          <label>
            <span>Add a member</span>
            <select required value={user} onChange={(event) => setUser(event.currentTarget.value)}>
              <option value="">Choose one</option>
              {others.map((one) => (
                <option key={one.user} value={one.user}>
                  {one.user}
                </option>
              ))}
            </select>
          </label>
          <button type="submit">Add</button>
        </form>
      )}
    </div>
  );
}
