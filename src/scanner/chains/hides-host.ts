import type { Atom } from "../code/atoms.ts";
import type { PackageView } from "../rule.ts";
import { codeIndex } from "./code-index.ts";

const maxFiles = 64;

/**
 * Whether a host was put together out of pieces: whoever has nothing to hide writes at least the
 * domain as one word, here or in a file that belongs to this one.
 */
export function hidesHost({ file, detail, layer }: Atom, pkg: PackageView): boolean {
  const host = detail.destination?.host;
  if (host === null || host === undefined || layer > 0) return false;
  const domain = host.split(".").slice(-2).join(".");
  if (!domain.includes(".") || /^[\d.]+$/.test(domain)) return false;
  const index = codeIndex(pkg.code);
  const near = pkg.code.files.filter(({ path }) => index.isConnected(path, file));
  if (near.length > maxFiles) return false;
  const data = pkg.entries.flatMap(({ path }) => (path?.endsWith(".json") ? [path] : []));
  return [...near.map(({ path }) => path), ...data.slice(0, maxFiles)].every(
    (path) => !(pkg.text(path) ?? "").toLowerCase().includes(domain),
  );
}
