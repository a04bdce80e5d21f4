import { anyMark, decodedText, remoteText, unknownText } from "../marks.ts";
import { shellPrograms } from "../programs.ts";
import type { Call, CommandFamily, Shell } from "../shell.ts";
import { decodeConstant } from "./decode-constant.ts";
import { translate } from "./translate.ts";

export const decoders: CommandFamily = [[shellPrograms.decoders, decode]];

function decode({ state }: Shell, { program, args, input }: Call): string {
  const file = args.find(
    (arg, index) =>
      !arg.startsWith("-") &&
      (args[index - 1] === "-in" || (program !== "openssl" && program !== "tr")),
  );
  const text = file === undefined ? input : state.contents(file);
  if (encodes(program, args)) return unknownText;
  if (text.includes(remoteText)) return remoteText;
  if (program === "tr") return translate(args, text);
  const target = args[args.indexOf("-out") + 1];
  const plain = decodeConstant(program, text.replace(anyMark, ""), args);
  const output = decodedText + (plain ?? unknownText);
  if (program === "openssl" && args.includes("-out") && target !== undefined) {
    state.write(target, output);
    return "";
  }
  return output;
}

/** Whether these tools, which go both ways, are used the other way round. */
function encodes(program: string, args: readonly string[]): boolean {
  if (/^g?base(?:64|32|nc)$/.test(program)) {
    return !args.some((arg) => /^-[a-z]*[dD][a-z]*$|^--decode$/.test(arg));
  }
  if (program === "openssl") return !args.includes("-d");
  if (program === "xxd") return !args.some((arg) => /^-[a-z]*r/.test(arg));
  return program === "gpg" && !args.some((arg) => /^(?:-d|--decrypt)$/.test(arg));
}
