import { isTestMaterial } from "../recognisers/r19-test-material.ts";
import type { Hit, Rule } from "../rule.ts";

/** Imports that let a module act, as their names say; memory, tables and system stubs do not. */
const acting =
  /(?:^|[._])(?:eval|exec|execSync|spawn|fork|require|import_module|run_script(?:_string)?|child_process|readFile|writeFile|getenv_all|fetch|xhr|socket|connect|dlopen)$/i;

/** What a WebAssembly module asks its host for; what code hands to it is judged by EXE-15. */
export const webAssemblyImports: Rule = {
  meta: {
    id: "BIN-08",
    family: "binary",
    points: 20,
    solo: false,
    title: "A WebAssembly module asks its host to act for it.",
    advice: "Look at what the loader hands to the module.",
  },
  *check(pkg) {
    for (const { path, shape } of pkg.entries) {
      const name = shape?.imports?.find((one) => acting.test(one));
      if (path === null || name === undefined) continue;
      const message = "A WebAssembly module asks its host to run, load or send something.";
      const hit: Hit = { surface: "structure", file: path, message, excerpt: name };
      yield isTestMaterial(pkg, path) ? { ...hit, points: 0, explainedBy: "R19" } : hit;
    }
  },
};
