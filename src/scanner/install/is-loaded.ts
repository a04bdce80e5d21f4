import type { PackageView } from "../rule.ts";

/** Whether code of the package that somebody can reach loads a package by its name, or a part of it. */
export function isLoaded({ code }: PackageView, name: string): boolean {
  return code.files.some(
    ({ surface, modules }) =>
      surface !== "dormant" && modules.some((one) => one === name || one.startsWith(`${name}/`)),
  );
}
