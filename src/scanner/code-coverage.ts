import type { CodeFacts } from "./code/atoms.ts";

/**
 * Whether code that runs during an installation was not read to its end. What only runs later and was
 * not read is told with the capabilities, as unknown (threat catalogue §13.5).
 */
export function missesInstallCode({ files, limitsHit }: CodeFacts): boolean {
  const atInstall = files.filter(({ surface }) => surface === "install");
  return (
    atInstall.some(({ reading, language }) => reading === "unparsed" && language !== "other") ||
    (limitsHit.length > 0 && atInstall.length > 0)
  );
}
