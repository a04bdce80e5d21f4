import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useChannel } from "../../channel/use-channel.ts";
import { CodeField } from "../../parts/code-field.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { useChange } from "../../parts/use-change.tsx";
import { WorkButton } from "../../parts/work-button.tsx";

export type Org = Answer<"getOrg">;
type Member = Org["members"][number];
type Role = Member["role"];

const roles: Readonly<Record<Role, string>> = {
  owner: "owner: may do everything",
  admin: "admin: members, teams, packages",
  developer: "developer: may publish",
};

export interface OrgPartProps {
  readonly org: Org;
  readonly onChange: () => void;
}

/** The people of an organization and what each of them is in it. */
export function Members({ org, onChange }: OrgPartProps) {
  const channel = useChannel();
  const { change, isBusy, dialog } = useChange();
  const [leaving, setLeaving] = useState<string | null>(null);
  const setRole = (user: string, role: Role, done: string) =>
    change(() => channel.ask("setMember", { org: org.name, user, role }), done, onChange);
  const columns = [
    { title: "Name", cell: ({ user }: Member) => <span class="is-name">{user}</span> },
    {
      title: "Role",
      cell: ({ user, role }: Member) => (
        <RolePicker
          label={`Role of ${user}`}
          isHidden
          value={role}
          onChange={(next) => void setRole(user, next, `${user} is ${next} of @${org.name}`)}
        />
      ),
    },
    {
      title: "Change",
      cell: ({ user }: Member) => (
        <button
          type="button"
          aria-label={`Remove ${user} from the organization`}
          onClick={() => setLeaving(user)}
        >
          Remove…
        </button>
      ),
    },
  ];
  return (
    <section>
      <h2>Members</h2>
      <AddMember
        isBusy={isBusy}
        add={(user, role) => setRole(user, role, `${user} belongs to @${org.name}`)}
      />
      {org.members.length === 0 ? (
        <Empty>
          <p>Nobody belongs to it yet. Whoever does may publish in its scope.</p>
        </Empty>
      ) : (
        <Table
          caption={`Members of @${org.name}`}
          columns={columns}
          rows={org.members}
          keyOf={({ user }) => user}
        />
      )}
      {dialog}
      {leaving === null ? null : (
        <ConfirmDialog
          title={`Remove ${leaving} from @${org.name}?`}
          text="They leave its teams as well. The account and what it published stay."
          button="Remove"
          isBad
          done={`${leaving} no longer belongs to @${org.name}`}
          act={() => channel.ask("removeMember", { org: org.name, user: leaving })}
          onClose={(isDone) => {
            setLeaving(null);
            if (isDone) onChange();
          }}
        />
      )}
    </section>
  );
}

interface AddMemberProps {
  readonly isBusy: boolean;
  readonly add: (user: string, role: Role) => Promise<void>;
}

function AddMember({ isBusy, add }: AddMemberProps) {
  const [user, setUser] = useState("");
  const [role, setRole] = useState<Role>("developer");
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    await add(user.trim(), role);
    setUser("");
  };
  return (
    <form class="toolbar" onSubmit={(event) => void submit(event)}>
      <CodeField label="Add a user" value={user} onInput={setUser} />
      <RolePicker label="As" value={role} onChange={setRole} />
      <WorkButton isBusy={isBusy}>Add</WorkButton>
    </form>
  );
}

interface RolePickerProps {
  readonly label: string;
  /** Whether a heading says already what it is. */
  readonly isHidden?: boolean;
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

function RolePicker({ label, isHidden = false, value, onChange }: RolePickerProps) {
  return (
    <label>
      <span class={isHidden ? "is-unseen" : undefined}>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as Role)}>
        {Object.entries(roles).map(([role, title]) => (
          <option key={role} value={role}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
