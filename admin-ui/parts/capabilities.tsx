import type { Capabilities as Can, Risk } from "../../src/scanner/report.ts";
import { RiskBadge } from "./risk-badge.tsx";
import { visibleText } from "./visible-text.ts";

export interface CapabilitiesProps {
  readonly capabilities: Can | null;
  readonly risk: Risk;
}

/** What code can do, each with the place where that was seen first. */
export function Capabilities({ capabilities, risk }: CapabilitiesProps) {
  if (capabilities === null) {
    return (
      <p>
        <RiskBadge risk={risk} /> Its code was not read to the end, so what it can do is not known.
      </p>
    );
  }
  const rows = describe(capabilities);
  return (
    <>
      <p>
        <RiskBadge risk={risk} />{" "}
        {rows.length === 0
          ? "It uses neither network nor files, starts no programs and runs no scripts at install."
          : "By what its code can do, whatever was found in it."}
      </p>
      <dl class="facts capabilities">
        {rows.map(({ key, title, text, list }) => (
          <div key={key}>
            <dt>{title}</dt>
            <dd>
              {text}
              <Names names={list} />
              <Seen of={capabilities} keys={key.split(" ")} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface Row {
  /** The keys of `Capabilities` that it is about. */
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly list: readonly string[];
}

const networks: Readonly<Record<Can["network"], string>> = {
  none: "",
  inbound: "listens for connections",
  outbound: "connects to others",
  both: "connects to others and listens for connections",
};

function describe(can: Can): Row[] {
  const hosts = can.dynamicHosts ? ", also to hosts that are only known when it runs" : "";
  const env = can.envBulk ? "reads all variables at once" : "reads variables";
  const rows: readonly (Row & { readonly isThere: boolean })[] = [
    {
      key: "network dynamicHosts",
      title: "Network",
      text: networks[can.network] + hosts,
      list: can.hosts,
      isThere: can.network !== "none",
    },
    {
      key: "filesystem",
      title: "Files",
      text: can.filesystem === "write" ? "reads and writes files" : "reads files",
      list: [],
      isThere: can.filesystem !== "none",
    },
    {
      key: "env envBulk",
      title: "Environment",
      text: env,
      list: can.envNames,
      isThere: can.env !== "none",
    },
    {
      key: "subprocess",
      title: "Programs",
      text: "starts other programs",
      list: can.commands,
      isThere: can.subprocess !== "none",
    },
    {
      key: "secrets",
      title: "Secrets",
      text: "reads places where secrets are",
      list: can.secrets,
      isThere: can.secrets.length > 0,
    },
    ...flags.map(({ key, title, text }) => ({ key, title, text, list: [], isThere: can[key] })),
    {
      key: "unknown",
      title: "Not known",
      text: "some of it could not be told",
      list: can.unknown,
      isThere: can.unknown.length > 0,
    },
  ];
  return rows.filter(({ isThere }) => isThere);
}

const flags = [
  { key: "installScripts", title: "Install", text: "runs scripts when it is installed" },
  { key: "dynamicCode", title: "Dynamic code", text: "runs code that it makes while it runs" },
  { key: "native", title: "Native code", text: "holds programs for the processor" },
  { key: "wasm", title: "WebAssembly", text: "holds WebAssembly" },
] as const;

/** So many names stand there before somebody asks for the others. */
const atFirst = 12;

function Names({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  const [first, rest] = [names.slice(0, atFirst), names.slice(atFirst)];
  const shown = (name: string, at: number) => (
    <span key={name}>
      {at === 0 ? "" : ", "}
      <code>{visibleText(name)}</code>
    </span>
  );
  return (
    <span class="names">
      : {first.map(shown)}
      {rest.length === 0 ? null : (
        <details>
          <summary>and {rest.length} more</summary>
          {rest.map(shown)}
        </details>
      )}
    </span>
  );
}

function Seen({ of: { evidence }, keys }: { readonly of: Can; readonly keys: readonly string[] }) {
  const seen = evidence.find(({ capability }) => keys.includes(capability));
  if (seen === undefined) return null;
  return (
    <span class="seen">
      first at{" "}
      <code>
        {visibleText(seen.file)}:{seen.line}
      </code>
    </span>
  );
}
