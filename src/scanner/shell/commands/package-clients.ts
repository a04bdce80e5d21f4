import { followScript } from "../follow-script.ts";
import { unknownText } from "../marks.ts";
import { shellPrograms } from "../programs.ts";
import type { Call, CommandFamily, Shell } from "../shell.ts";
import { startFile } from "../start-file.ts";

export const packageClients: CommandFamily = [
  [shellPrograms.packageRunners, (shell, call) => runPackage(shell, call, call.args)],
  [shellPrograms.packageClients, runPackageClient],
];

/** `npx -y bun@1 run x.js`: fetches a command when it is not there, then starts it. */
function runPackage(shell: Shell, { input, detached }: Call, args: readonly string[]): string {
  const call = args.findIndex((arg) => arg === "-c" || arg === "--call");
  if (call >= 0) return shell.readText(args[call + 1] ?? "", input);
  const at = args.findIndex(
    (arg, index) => !arg.startsWith("-") && !/^(?:-p|--package)$/.test(args[index - 1] ?? ""),
  );
  const name = args[at];
  if (at < 0 || name === undefined) return unknownText;
  const command = name.replace(/(?<=.)@[^/]*$/, "").replace(/^@[^/]+\//, "");
  return shell.run([command, ...args.slice(at + 1)], { input, detached, silenced: false });
}

/** `npm run x` and its many spellings. */
export function runPackageClient(shell: Shell, call: Call): string {
  const { program, args } = call;
  const [verb = "", name = ""] = args.filter((arg) => !arg.startsWith("-"));
  const wanted = /^(?:run|run-script|rum|urn)$/.test(verb)
    ? name
    : /^(?:test|start|stop|restart)$/.test(verb) || program !== "npm"
      ? verb
      : "";
  if (wanted !== "" && followScript(shell, wanted)) return "";
  if (/^(?:exec|x|dlx)$/.test(verb)) {
    const rest = args.slice(args.indexOf(verb) + 1).filter((arg) => arg !== "--");
    return runPackage(shell, call, rest);
  }
  if (program === "bun" && verb === "run" && name !== "") {
    const start = { language: "javascript", interpreter: "bun", detached: false } as const;
    return startFile(shell, name, start);
  }
  return unknownText;
}
