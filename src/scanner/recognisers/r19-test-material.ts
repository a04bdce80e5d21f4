import type { PackageView } from "../rule.ts";

const aside =
  /(?:^|\/)(?:tests?|__tests__|spec|specs|fixtures?|__fixtures__|testdata|test-data|examples?|samples?|benchmarks?|docs?|demo)\//i;

/**
 * Whether a file lies among tests or documents and nothing reaches it (recogniser R19). Code that is
 * reached acts, whatever its folder is called.
 */
export function isTestMaterial(pkg: PackageView, path: string): boolean {
  if (!aside.test(path)) return false;
  const file = pkg.code.files.find((one) => one.path === path);
  return file === undefined || file.surface === "dormant";
}
