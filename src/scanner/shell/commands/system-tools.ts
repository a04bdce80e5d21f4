import { decodedText, remoteText, unknownText } from "../marks.ts";
import type { Call, CommandFamily, Shell } from "../shell.ts";

/** Tools of an operating system that attackers find there and use for something else. */
export const systemTools: CommandFamily = [
  [["certutil"], useCertificateTool],
  [["bitsadmin", "mshta", "regsvr32", "rundll32", "msiexec", "wmic"], loadFromElsewhere],
];

function useCertificateTool({ state }: Shell, { args }: Call): string {
  const flags = args.map((arg) => arg.toLowerCase());
  if (flags.some((arg) => /^[-/](?:urlcache|verifyctl|url)$/.test(arg))) {
    state.add({ kind: "remote-code", how: "a certificate tool is used to download a file" });
    state.write(args.at(-1) ?? "", remoteText);
  }
  if (flags.some((arg) => /^[-/]decode(?:hex)?$/.test(arg))) {
    state.write(args.at(-1) ?? "", decodedText);
  }
  return unknownText;
}

function loadFromElsewhere({ state }: Shell, { program, args }: Call): string {
  if (namesAddress(program, args)) {
    const how = "a system tool is told to load code from elsewhere";
    state.add({ kind: "remote-code", how });
  }
  return unknownText;
}

/** These tools fetch and run code when they are given an address. */
function namesAddress(program: string, args: readonly string[]): boolean {
  const line = args.join(" ").toLowerCase();
  if (program === "mshta") return true;
  if (program === "bitsadmin") return line.includes("/transfer") || line.includes("/addfile");
  if (program === "rundll32") return line.includes("javascript:") || /https?:|\\\\/.test(line);
  return /https?:\/\/|ftp:\/\//.test(line);
}
