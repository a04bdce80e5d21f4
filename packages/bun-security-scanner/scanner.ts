/** The registry that is asked, and how. */
interface Registry {
  /** Without a slash at the end. */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Verdict {
  readonly name: string;
  readonly version: string;
  readonly state: "served" | "held" | "hidden" | "unknown";
  readonly sentence: string | null;
  readonly rules: readonly string[];
  readonly verdict: "block" | "warn" | "clean" | null;
}

/** The registry answers about so many at once. */
const perBatch = 200;
/** No project that people wrote has more. */
const maxPackages = 50_000;
/** So many tarballs are scanned at the same time; the registry has its own limit. */
const scansAtOnce = 8;
const answerMs = 60_000;
const scanMs = 300_000;

/** Asks an AgentRegistry about everything that bun is about to install. */
export const scanner: Bun.Security.Scanner = {
  version: "1",
  async scan({ packages }) {
    if (packages.length > maxPackages) throw new Error(`more than ${maxPackages} packages`);
    const registry = registryOf(process.env);
    const [ours, others] = divided(registry, packages);
    const first = await ask(registry, ours);
    const unseen = first.filter(({ state, verdict }) => state === "served" && verdict === null);
    await scanAll(registry, unseen);
    const second = await ask(registry, unseen);
    const settled = [...first.filter((verdict) => !unseen.includes(verdict)), ...second];
    return [...settled.flatMap((verdict) => advisoryOf(registry, verdict)), ...others.map(foreign)];
  },
};

function registryOf(env: Readonly<Record<string, string | undefined>>): Registry {
  const base = (env["AGENTREGISTRY_URL"] || "http://localhost:4873").replace(/\/+$/, "");
  const token = env["AGENTREGISTRY_TOKEN"];
  return { base, headers: token ? { authorization: `Bearer ${token}` } : {} };
}

type Package = Bun.Security.Package;

/** What comes from this registry, and what does not. */
function divided({ base }: Registry, packages: readonly Package[]): [Package[], Package[]] {
  const isOurs = ({ version, tarball }: Package) =>
    /^\d[\w.+-]*$/.test(version) && tarball.startsWith(`${base}/`);
  return [packages.filter(isOurs), packages.filter((one) => !isOurs(one))];
}

type Wanted = Pick<Verdict, "name" | "version">;

async function ask(registry: Registry, wanted: readonly Wanted[]): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let at = 0; at < wanted.length; at += perBatch) {
    const packages = wanted
      .slice(at, at + perBatch)
      .map(({ name, version }) => ({ name, version }));
    const response = await fetch(`${registry.base}/-/why`, {
      method: "POST",
      headers: { "content-type": "application/json", ...registry.headers },
      body: JSON.stringify({ packages }),
      signal: AbortSignal.timeout(answerMs),
    });
    if (!response.ok) {
      throw new Error(`the registry at ${registry.base} answered ${response.status} to /-/why`);
    }
    verdicts.push(...((await response.json()) as { packages: Verdict[] }).packages);
  }
  return verdicts;
}

/** Makes the registry fetch and scan what nobody asked for yet. Whatever comes of it, it is asked again. */
async function scanAll(registry: Registry, unseen: readonly Wanted[]): Promise<void> {
  const waiting = [...unseen];
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { name, version } = next;
      const file = `${name.slice(name.indexOf("/") + 1)}-${version}.tgz`;
      await fetch(`${registry.base}/${name}/-/${encodeURIComponent(file)}`, {
        method: "HEAD",
        headers: registry.headers,
        signal: AbortSignal.timeout(scanMs),
      });
    }
  };
  await Promise.all(Array.from({ length: scansAtOnce }, work));
}

function advisoryOf({ base }: Registry, found: Verdict): Bun.Security.Advisory[] {
  const { name, version, state, sentence, rules, verdict } = found;
  const subject = `${name}@${version}`;
  const url = `${base}/-/why/${encodeURIComponent(subject)}`;
  if (state === "held" || state === "hidden") {
    const description = printable(sentence ?? `${subject} is withheld by the registry`);
    return [{ level: "fatal", package: name, url, description }];
  }
  if (state === "unknown") {
    const description = `${subject} is not known to the registry`;
    return [{ level: "warn", package: name, url, description }];
  }
  if (verdict !== "warn") return [];
  const about = rules.length === 0 ? "" : ` (${rules.join(", ")})`;
  const description = printable(`${subject}: the scan of the registry warns${about}`);
  return [{ level: "warn", package: name, url, description }];
}

function foreign({ name }: Package): Bun.Security.Advisory {
  const description = "does not come from this registry, which therefore has not scanned it";
  return { level: "warn", package: name, url: null, description };
}

/** A terminal must not obey what a registry sends. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e…]/g, "?").slice(0, 1000);
}
