import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer, useChannel } from "../../channel/use-channel.ts";
import { CodeField } from "../../parts/code-field.tsx";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { Show } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { Empty } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { toast } from "../../parts/toasts.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";

type Org = Answer<"getOrgs">["orgs"][number];

const columns = [
  {
    title: "Organization",
    cell: ({ name }: Org) => (
      <a class="is-name" href={linkTo("access", `@${name}`)}>
        @{name}
      </a>
    ),
  },
  { title: "Made by", cell: ({ createdBy }: Org) => visibleText(createdBy) },
  { title: "Made", cell: ({ createdAt }: Org) => <Moment at={createdAt} /> },
];

/** Scopes that belong to this registry. */
export function Orgs() {
  const loaded = useAnswer("getOrgs", {});
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <div class="part-head">
        <p>
          An organization is a package scope that belongs to this registry: names in it are never
          asked of an upstream, so that nobody can offer them there.
        </p>
        <button type="button" class="is-primary" onClick={() => setAdding(true)}>
          New organization
        </button>
      </div>
      <Show of={loaded}>
        {({ orgs }) =>
          orgs.length === 0 ? (
            <Empty>
              <p>There is no organization yet. Make one for the scope that you publish in.</p>
            </Empty>
          ) : (
            <Table
              caption="Organizations"
              columns={columns}
              rows={orgs}
              keyOf={({ name }) => name}
            />
          )
        }
      </Show>
      {isAdding ? <NewOrg onDone={loaded.reload} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

interface NewOrgProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function NewOrg({ onDone, onClose }: NewOrgProps) {
  const channel = useChannel();
  const [name, setName] = useState("");
  return (
    <FormDialog
      title="New organization"
      button="Make it"
      act={() => channel.ask("createOrg", { name })}
      onDone={(org) => {
        toast(`@${org.name} belongs to this registry`, "good");
        onDone();
      }}
      onClose={onClose}
    >
      <p>
        What an upstream has in this scope is no longer served: from now on its names come from here
        alone.
      </p>
      <CodeField label="Scope, such as @acme" value={name} onInput={setName} />
    </FormDialog>
  );
}
