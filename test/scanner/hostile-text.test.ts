import { describe, expect, test } from "vitest";
import { parseGyp } from "../../src/scanner/gyp/parse.ts";
import { readJavaScript } from "../../src/scanner/javascript/calls.ts";
import { isPlainLookup } from "../../src/scanner/javascript/plain-lookup.ts";
import { readDependencySpec } from "../../src/scanner/manifest/dependency-spec.ts";
import { jsonDepth } from "../../src/scanner/manifest/json-depth.ts";
import { jsonKeys } from "../../src/scanner/manifest/json-keys.ts";
import { ShellSession } from "../../src/scanner/shell/session.ts";
import { parseShell } from "../../src/scanner/shell/syntax/parse.ts";

/** Beginnings of things that never end, and marks that make a careless reader look ahead or back. */
const pieces = [
  ..."()[]{}`'\"\\/#$-@!:\t",
  ...["$(", '"$(', "${", "`${", "$a", "$'\\", "x=$(", "<(", "<<E\n", "<!(", "'\\''", "%a%^"],
  ...["{ ", "if ", "case x in ", "() => {", "=(function(", "a(", "a|", "a&", "a b ", "a.", "a@"],
  ...["/[", "/*", "//", '{"a":', '(""+', '"a"+', "a=b+", "const a=", "f('x',", 'a["x"].'],
  ...['require("./a")(', "https://a/"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is shell text
  "${a}",
];
const length = 100_000;
/** Some ten milliseconds on a quiet machine; what takes the square of the length needs many seconds. */
const maxMs = 2000;

const place = { file: "package.json", line: 1, excerpt: "" };
const session = () =>
  new ShellSession({ script: () => null, text: () => null, variables: new Map() });

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  parseShell,
  "ShellSession.read": (text) => session().read(text, place),
  "ShellSession.readPowerShell": (text) => session().readPowerShell(text),
  readJavaScript,
  isPlainLookup: (text) => isPlainLookup(text, []),
  parseGyp,
  jsonKeys,
  jsonDepth,
  readDependencySpec,
};

describe.each(Object.entries(readers))("%s takes no more than linear time for", (_, read) => {
  test.each(pieces)("%j over and over", (piece) => {
    const text = piece.repeat(length / piece.length);
    const startedAt = performance.now();
    read(text);

    expect(performance.now() - startedAt).toBeLessThan(maxMs);
  });
});

describe("a session takes no more than its share of time and memory when a script", () => {
  const scripts = "npm run a; npm run b; sh -c 'npm run a'";
  const files = "sh x.sh; . x.sh; make; sh -c 'sh x.sh'";
  const wide = (depth: number): string => {
    if (depth === 0) return "echo hi";
    const inner = wide(depth - 1);
    return `sh -c "${`${inner};${inner}`.replace(/(["\\$`])/g, "\\$1")}"`.slice(0, 200_000);
  };

  test.each([
    ["doubles a variable", `A=xxxx;${"A=$A$A;".repeat(30)}${"echo $A;".repeat(2_000)}`],
    [
      "fills files",
      `A=${"x".repeat(60_000)};${Array.from({ length: 2_000 }, (_, at) => `echo $A >> f${at % 3};cat f1`).join(";")}`,
    ],
    ["starts itself", "npm run a; sh x.sh; make"],
    ["holds itself twice, many times over", wide(30)],
    ["evaluates itself", "A='eval $A;eval $A;eval $A';eval $A"],
  ])("%s", (_, text) => {
    const host = { script: () => scripts, text: () => files, variables: new Map() };
    const one = new ShellSession(host);
    const startedAt = performance.now();
    one.read(text, place);

    expect(performance.now() - startedAt).toBeLessThan(maxMs);
    expect(one.acts.length).toBeLessThan(50_000);
  });
});
