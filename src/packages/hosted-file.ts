import { baseNameOf, type PackageName } from "../names/package-name.ts";

/** The version that the file name of a hosted tarball stands for: `lib-1.0.0.tgz` → `1.0.0`, or null. */
export function hostedVersionOf(name: PackageName, file: string): string | null {
  const prefix = `${baseNameOf(name)}-`;
  if (!file.startsWith(prefix) || !file.endsWith(".tgz")) return null;
  return file.slice(prefix.length, -".tgz".length);
}
