import { useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import { useAnswer, useChannel } from "../../channel/use-channel.ts";
import { CodeField } from "../../parts/code-field.tsx";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { useExpiry } from "../../parts/use-expiry.tsx";

type Scope = "read" | "publish" | "review" | "admin";

const scopes: Readonly<Record<Scope, string>> = {
  read: "read: install, look things up",
  publish: "publish: versions, tags, deprecations",
  review: "review: decide what leaves the quarantine",
  admin: "admin: everything on these pages",
};

export interface NewTokenProps {
  readonly onDone: (made: Answer<"createToken">) => void;
  readonly onClose: () => void;
}

/** Makes a token that may do no more than it needs. */
export function NewToken({ onDone, onClose }: NewTokenProps) {
  const channel = useChannel();
  const orgs = useAnswer("getOrgs", {});
  const expiry = useExpiry("It ends");
  const [label, setLabel] = useState("");
  const [chosen, setChosen] = useState<readonly Scope[]>(["read"]);
  const [org, setOrg] = useState("");
  const [packages, setPackages] = useState("");
  const [isAgent, setAgent] = useState(false);
  const isFree = (scope: Scope) =>
    !(isAgent && (scope === "review" || scope === "admin")) && !(org !== "" && scope === "admin");
  const wanted = chosen.filter(isFree);

  const act = () =>
    channel.ask("createToken", {
      label: label.trim(),
      scopes: wanted,
      packages: packages.split(/[\s,]+/).filter((name) => name !== ""),
      agent: isAgent,
      ...(org === "" ? {} : { org }),
      ...expiry.payload(),
    });

  return (
    <FormDialog
      title="New token"
      button="Make it"
      isReady={wanted.length > 0}
      act={act}
      onDone={onDone}
      onClose={onClose}
    >
      <label>
        <span>Label: who or what will use it</span>
        <input
          required
          maxLength={200}
          value={label}
          autocomplete="off"
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
      </label>
      <label>
        <span>Belongs to</span>
        <select value={org} onChange={(event) => setOrg(event.currentTarget.value)}>
          <option value="">the owner of the registry: any package</option>
          {(orgs.data?.orgs ?? []).map(({ name }) => (
            <option key={name} value={name}>
              @{name}: packages in its scope
            </option>
          ))}
        </select>
      </label>
      <label class="is-inline">
        <input
          type="checkbox"
          checked={isAgent}
          onChange={(event) => setAgent(event.currentTarget.checked)}
        />
        <span>An agent holds it: it can never decide about held releases</span>
      </label>
      <fieldset class="choices">
        <legend>It may</legend>
        {Object.entries(scopes).map(([scope, title]) => (
          <label key={scope} class="is-inline">
            <input
              type="checkbox"
              disabled={!isFree(scope as Scope)}
              checked={wanted.includes(scope as Scope)}
              onChange={(event) => {
                const others = chosen.filter((one) => one !== scope);
                setChosen(event.currentTarget.checked ? [...others, scope as Scope] : others);
              }}
            />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      <CodeField
        isOptional
        label="Only these packages, with blanks between (empty for all)"
        maxLength={2000}
        value={packages}
        onInput={setPackages}
      />
      {expiry.field}
    </FormDialog>
  );
}
