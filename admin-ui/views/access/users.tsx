import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer, useChannel } from "../../channel/use-channel.ts";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Badge, Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { toast } from "../../parts/toasts.tsx";
import { TypedName } from "../../parts/typed-name.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { NewUser } from "./new-user.tsx";
import { ResetPassword } from "./reset-password.tsx";

export type User = Answer<"getUsers">["users"][number];

interface Open {
  readonly what: "new" | "password" | "remove";
  readonly user: User | null;
}

/** The accounts of people. */
export function Users() {
  const loaded = useAnswer("getUsers", {});
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const columns = [
    { title: "Name", cell: ({ name }: User) => <span class="is-name">{name}</span> },
    {
      title: "E-mail",
      cell: ({ email }: User) =>
        email === "" ? <span class="is-faint">none</span> : visibleText(email),
    },
    { title: "Second factor", cell: ({ tfa }: User) => <SecondFactor mode={tfa} /> },
    { title: "Since", cell: ({ createdAt }: User) => <Moment at={createdAt} /> },
    {
      title: "Change",
      cell: (user: User) => (
        <div class="actions">
          <button
            type="button"
            aria-label={`New password for ${user.name}`}
            onClick={() => setOpen({ what: "password", user })}
          >
            New password…
          </button>
          <button
            type="button"
            aria-label={`Remove ${user.name}`}
            onClick={() => setOpen({ what: "remove", user })}
          >
            Remove…
          </button>
        </div>
      ),
    },
  ];
  return (
    <>
      <div class="part-head">
        <p>
          Accounts are for people who publish or sign in with <code>npm login</code>. Reading takes
          none unless the settings say so.
        </p>
        <button
          type="button"
          class="is-primary"
          onClick={() => setOpen({ what: "new", user: null })}
        >
          New user
        </button>
      </div>
      <Show of={loaded}>
        {({ users }) =>
          users.length === 0 ? (
            <Empty>
              <p>There are no accounts. The owner's token works without one.</p>
            </Empty>
          ) : (
            <Table caption="Users" columns={columns} rows={users} keyOf={({ name }) => name} />
          )
        }
      </Show>
      {open?.what === "new" ? <NewUser onDone={loaded.reload} onClose={close} /> : null}
      {open?.what === "password" && open.user !== null ? (
        <ResetPassword user={open.user} onDone={loaded.reload} onClose={close} />
      ) : null}
      {open?.what === "remove" && open.user !== null ? (
        <RemoveUser name={open.user.name} onDone={loaded.reload} onClose={close} />
      ) : null}
    </>
  );
}

function SecondFactor({ mode }: { readonly mode: User["tfa"] }) {
  if (mode === null) return <span class="is-faint">off</span>;
  return (
    <Badge tone="good">{mode === "auth-only" ? "to sign in" : "to sign in and to publish"}</Badge>
  );
}

interface RemoveUserProps {
  readonly name: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function RemoveUser({ name, onDone, onClose }: RemoveUserProps) {
  const channel = useChannel();
  const [typed, setTyped] = useState("");
  return (
    <FormDialog
      title={`Remove ${name}`}
      button="Remove"
      isBad
      isReady={typed === name}
      act={() => channel.ask("removeUser", { name })}
      onDone={() => {
        toast(`${name} is removed`, "good");
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        The tokens of {name} stop working, and {name} leaves every organization and team. What{" "}
        {name} published stays.
      </p>
      <TypedName name={name} value={typed} onInput={setTyped} />
    </FormDialog>
  );
}
