import { packageCard, versionNeeds } from "../../../src/overview/package-card.ts";
import type { PackageReasons } from "../../../src/packages/why.ts";
import type { KnownFlaw, Source } from "../packages/source.ts";
import { compareFiles } from "./compare-files.ts";
import { ask, askJson, segment } from "./http.ts";
import { manifestOf, packument, whyOf } from "./public-documents.ts";
import { publicExpert } from "./public-expert.ts";
import { fileText, readTarball } from "./read-tarball.ts";

const maxDefinition = 1024 * 1024;

/** What every client of the registry may read, by the addresses that they use. */
export const publicSource: Source = {
  async package(name, stop) {
    const reasons = await askJson<PackageReasons>(`/-/why/${segment(name)}`, stop);
    return packageCard(await packument(name, reasons, stop), reasons);
  },

  async version(name, version, stop) {
    const why = await whyOf(name, version, stop);
    const manifest = why.state === "served" ? await manifestOf(name, version, stop) : {};
    return {
      ...versionNeeds(manifest),
      name,
      version,
      why,
      integrity: why.integrity,
      capabilities: null,
      findings: null,
      scannedAt: null,
      holdId: null,
    };
  },

  async flaws(name, version, stop) {
    const path = "/-/npm/v1/security/advisories/bulk";
    const found = await askJson<Advisories>(path, stop, { [name]: [version] });
    return (found[name] ?? []).map(toFlaw);
  },

  async diff(name, from, to, stop) {
    const [before, after] = [await filesOf(name, from, stop), await filesOf(name, to, stop)];
    return compareFiles(before, after);
  },

  dependents: null,
  expert: publicExpert,

  async expertFile(key, stop) {
    const at = key.lastIndexOf("@");
    const files = await filesOf(key.slice(0, at), key.slice(at + 1), stop);
    const bytes = files.get("perstack.toml");
    return bytes === undefined ? null : fileText(bytes, maxDefinition);
  },

  // Strangers are told nothing by themselves; they ask anew.
  onChange: () => () => {},
};

async function filesOf(name: string, version: string, stop: AbortSignal) {
  const file = `${name.replace(/^@[^/]*\//, "")}-${version}.tgz`;
  return await readTarball(await ask(`/${segment(name)}/-/${encodeURIComponent(file)}`, stop));
}

type Advisories = Readonly<Record<string, readonly Advisory[]>>;

interface Advisory {
  readonly id: number;
  readonly url: string;
  readonly title: string;
  readonly severity: string;
  readonly vulnerable_versions: string;
}

function toFlaw({ id, url, title, severity, vulnerable_versions }: Advisory): KnownFlaw {
  const known = url.split("/").at(-1) ?? "";
  return {
    id: known === "" ? String(id) : known,
    title,
    severity,
    range: vulnerable_versions,
    url,
  };
}
