import { useState } from "preact/hooks";
import type { Need } from "../../../src/overview/package-card.ts";
import type { VersionCard } from "../../../src/overview/package-details.ts";
import type { Loaded } from "../../channel/loaded.ts";
import { Show } from "../../parts/loaded.tsx";
import { More } from "../../parts/more.tsx";
import { Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";
import { type Source, useFromSource, useSource } from "./source.ts";

export interface DependenciesProps {
  readonly name: string;
  readonly version: string;
  readonly details: Loaded<VersionCard>;
}

const step = 100;
const kinds: Readonly<Record<Need["kind"], string>> = {
  dependencies: "needed",
  optionalDependencies: "optional",
  peerDependencies: "peer",
  devDependencies: "for development",
};

/** What a version needs, and who here needs the package. */
export function Dependencies({ name, version, details }: DependenciesProps) {
  const { dependents } = useSource();
  return (
    <>
      <h2>What {visibleText(version)} needs</h2>
      <Needs details={details} />
      {dependents === null ? null : (
        <>
          <h2>What is published here and needs it</h2>
          <Dependents name={name} ask={dependents} />
        </>
      )}
    </>
  );
}

function Needs({ details }: Pick<DependenciesProps, "details">) {
  const [shown, setShown] = useState(step);
  return (
    <Show of={details}>
      {({ dependencies, omitted }) => (
        <>
          {dependencies.length === 0 ? (
            <p class="is-faint">Nothing.</p>
          ) : (
            <Table
              caption="Dependencies"
              columns={needColumns}
              rows={dependencies.slice(0, shown)}
              keyOf={(need) => `${need.kind} ${need.name}`}
            />
          )}
          <More
            rest={dependencies.length - shown}
            step={step}
            onMore={() => setShown(shown + step)}
          />
          {omitted > 0 ? <p class="is-faint">{omitted} more are not listed.</p> : null}
        </>
      )}
    </Show>
  );
}

function Dependents({
  name,
  ask,
}: {
  readonly name: string;
  readonly ask: NonNullable<Source["dependents"]>;
}) {
  const loaded = useFromSource(name, "dependents", (_source, stop) => ask(name, stop));
  const [shown, setShown] = useState(step);
  return (
    <Show of={loaded}>
      {({ dependents, total }) => (
        <>
          {dependents.length === 0 ? (
            <p class="is-faint">
              No version that is published here names it among its dependencies.
            </p>
          ) : (
            <Table
              caption="Dependents"
              columns={dependentColumns}
              rows={dependents.slice(0, shown)}
              keyOf={(one) => `${one.name}@${one.version}`}
            />
          )}
          <More
            rest={dependents.length - shown}
            step={step}
            onMore={() => setShown(shown + step)}
          />
          {total > dependents.length ? (
            <p class="is-faint">{total - dependents.length} more are not listed.</p>
          ) : null}
        </>
      )}
    </Show>
  );
}

const needColumns = [
  {
    title: "Package",
    cell: ({ name }: Need) => <a href={linkTo("packages", name)}>{visibleText(name)}</a>,
  },
  { title: "Range", cell: ({ range }: Need) => <code>{visibleText(range)}</code> },
  { title: "Kind", cell: ({ kind }: Need) => kinds[kind] },
];

interface Dependent {
  readonly name: string;
  readonly version: string;
  readonly wanted: string;
}

const dependentColumns = [
  {
    title: "Package",
    cell: ({ name, version }: Dependent) => (
      <a href={linkTo("packages", name, { version })}>{name}</a>
    ),
  },
  { title: "Version", cell: ({ version }: Dependent) => <code>{version}</code> },
  { title: "Wants", cell: ({ wanted }: Dependent) => <code>{visibleText(wanted)}</code> },
];
