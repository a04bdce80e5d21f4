/** What the text behind a dependency's name asks a client to fetch. */
export interface DependencySpec {
  readonly kind: "registry" | "alias" | "archive" | "git" | "local";
  /** The package behind an alias. */
  readonly alias: string | null;
  /** Where an archive or a repository lies, in lower case. */
  readonly host: string | null;
  /** `owner/repository` on a hosting service. */
  readonly repository: string | null;
  /** A full commit hash that pins it. */
  readonly commit: string | null;
  readonly isPlainHttp: boolean;
  /** Path of an archive's address. */
  readonly path: string;
}

const nothing: DependencySpec = {
  kind: "registry",
  alias: null,
  host: null,
  repository: null,
  commit: null,
  isPlainHttp: false,
  path: "",
};
const hosts: Readonly<Record<string, string>> = {
  github: "github.com",
  gitlab: "gitlab.com",
  bitbucket: "bitbucket.org",
  gist: "gist.github.com",
};
const hosting = new Set([...Object.values(hosts), "www.github.com"]);

export function readDependencySpec(value: string): DependencySpec {
  const text = value.trim();
  const alias = /^npm:((?:@[^/]+\/)?[^@/]*)(?:@(.*))?$/s.exec(text);
  if (alias !== null) {
    const inner = readDependencySpec(alias[2] ?? "");
    return inner.kind === "registry" ? { ...nothing, kind: "alias", alias: alias[1] ?? "" } : inner;
  }
  if (
    /^(?:file|link|workspace|portal|catalog|patch|jsr):/.test(text) ||
    /^(?:\.{1,2}\/|\/|~\/)/.test(text)
  ) {
    return { ...nothing, kind: "local" };
  }
  const short =
    /^(?:(github|gitlab|bitbucket|gist):)?([\w.-]+\/[\w.-]+|(?<=gist:)[\w/.-]+)(?:#(.*))?$/s.exec(
      text,
    );
  if (short !== null && !text.startsWith("@")) {
    return git(hosts[short[1] ?? "github"] ?? "", short[2] ?? "", short[3] ?? "");
  }
  const scp = /^(?:[\w.-]+@)([\w.-]+):([^#]+)(?:#(.*))?$/s.exec(text);
  if (scp !== null) return git(scp[1] ?? "", scp[2] ?? "", scp[3] ?? "");
  const address =
    /^([a-z][a-z0-9+.-]*):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^/:#]*)(?::([^/#]*))?(\/[^#]*)?(?:#(.*))?$/is.exec(
      text,
    );
  if (address === null) return nothing;
  const [, protocol = "", rawHost = "", , path = "", hash = ""] = address;
  const host = rawHost.toLowerCase();
  const isGit = /^git|^ssh$|\+ssh$/i.test(protocol) || /\.git$/i.test(path);
  const isHosted = hosting.has(host) && /^\/[^/]+\/[^/]+\/?$/.test(path);
  if (isGit || isHosted) return git(host, path.replace(/^\//, ""), hash);
  if (!/^https?$/i.test(protocol)) return nothing;
  return {
    ...nothing,
    kind: "archive",
    host,
    repository: /^\/([^/]+\/[^/]+)\//.exec(path)?.[1] ?? null,
    commit: /(?:^|[/.-])([0-9a-f]{40})(?:[/.]|$)/.exec(path)?.[1] ?? null,
    isPlainHttp: protocol.toLowerCase() === "http",
    path,
  };
}

function git(host: string, path: string, hash: string): DependencySpec {
  return {
    ...nothing,
    kind: "git",
    host: host.toLowerCase().replace(/^www\./, ""),
    repository: path
      .replace(/\.git$/, "")
      .replace(/\/$/, "")
      .toLowerCase(),
    commit: /^(?:commit-ish:)?([0-9a-f]{7,40})$/.exec(hash)?.[1] ?? null,
  };
}
