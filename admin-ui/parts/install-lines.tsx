import { Copyable } from "./copy.tsx";

export interface InstallLinesProps {
  readonly name: string;
  /** Null for the one that `latest` names. */
  readonly version: string | null;
}

/** What gets a package with each client from this registry, without any settings. */
export function InstallLines({ name, version }: InstallLinesProps) {
  const subject = quoted(version === null ? name : `${name}@${version}`);
  const { origin, hostname, protocol } = location;
  const allowsHttp = protocol === "http:" ? `YARN_UNSAFE_HTTP_WHITELIST=${hostname} ` : "";
  const lines: readonly (readonly [client: string, line: string])[] = [
    ["npm", `npm install ${subject} --registry ${origin}/`],
    ["pnpm", `pnpm add ${subject} --registry ${origin}/`],
    ["yarn classic", `yarn add ${subject} --registry ${origin}/`],
    ["yarn berry", `${allowsHttp}YARN_NPM_REGISTRY_SERVER=${origin} yarn add ${subject}`],
    ["bun", `bun add ${subject} --registry ${origin}/`],
    ["deno", `NPM_CONFIG_REGISTRY=${origin}/ deno add npm:${subject}`],
  ];
  return (
    <section aria-label="Install">
      <p>
        Each line works by itself. To use this registry for everything in a project, see{" "}
        <a href="#/setup">Set up</a>.
      </p>
      {lines.map(([client, line]) => (
        <div key={client}>
          <h2 class="install-client">{client}</h2>
          <Copyable text={line} label={`install with ${client}`} />
        </div>
      ))}
    </section>
  );
}

/** Names of old packages hold characters that a shell would read. */
function quoted(text: string): string {
  return /^[\w@./+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
