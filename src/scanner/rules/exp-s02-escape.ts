import { stdioSkills } from "../experts/each-expert.ts";
import { expertRule } from "../experts/expert-rule.ts";

/** Arguments with which a package client runs or fetches something else. */
const escapes =
  /^(?:-c|-p|--(?:call|package|from|with|with-editable|with-requirements|registry|index|index-url|extra-index-url|default-index|find-links|node-options|script-shell|userconfig|globalconfig|prefix|python|config-file|shell))(?:=|$)/i;
const elsewhere =
  /^(?:(?:git\+|git:|https?:|file:|ssh:|github:|gitlab:|bitbucket:)|[./~])|(?:\.tgz|\.tar\.gz|\.whl|\.git)$/i;
const packageSpec =
  /^(?:@[a-z0-9][a-z0-9_.-]*\/)?[a-z0-9][a-z0-9_.-]*(?:@(?:\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?|[a-z][a-z0-9_.-]*|[~^><=*x\d][\w.~^><=*|-]*))?$/i;

/** A version as the Python client has it. */
const pythonSpec = /^[a-z0-9][a-z0-9._-]*==\d[\w.+!-]*$/i;

/** What looks like a package and is not one (EXP-S2). */
export const clientEscape = expertRule(
  {
    id: "EXP-S2",
    points: 100,
    title: "A skill makes npx or uvx run something else than a package of its registry.",
    advice: "Name the package in packageName, with its version, and leave args empty.",
  },
  function* (expert) {
    for (const { args, packageName, command, table } of stdioSkills(expert)) {
      const arg = args.find((text) => escapes.test(text) || elsewhere.test(text));
      if (arg !== undefined) {
        yield {
          message: "Arguments make the client of a skill run or fetch something else.",
          shows: arg,
        };
      }
      const isSpec =
        packageSpec.test(packageName) || (command === "uvx" && pythonSpec.test(packageName));
      if (typeof table["packageName"] === "string" && !isSpec) {
        yield {
          message: "A skill names no package, but a path, an address or a trick.",
          shows: packageName,
        };
      }
    }
  },
);
