import { anyMark, remoteText } from "./marks.ts";
import type { Shell } from "./shell.ts";

/** Reads PowerShell code; for most of what matters its commands look like those of any shell. */
export function readPowerShell(shell: Shell, code: string): void {
  const { downloads, invokes } = judge(code);
  if ((downloads && invokes) || (invokes && code.includes(remoteText))) {
    shell.state.add({ kind: "remote-code", how: "PowerShell downloads a text and invokes it" });
  }
  if (/frombase64string/i.test(code) && invokes) {
    shell.state.add({ kind: "decoded-code", how: "PowerShell decodes a text and invokes it" });
  }
  shell.readText(
    code
      .replace(/\$env:(\w+)/gi, "$${$1}")
      .replace(/`/g, "")
      .replace(anyMark, ""),
    "",
  );
}

const maxLength = 64 * 1024;
const download =
  /downloadstring|downloadfile|downloaddata|openread|net\.webclient|invoke-webrequest|invoke-restmethod|start-bitstransfer|httpclient|webrequest\]|\b(?:iwr|irm|curl|wget)\b|msxml2|winhttp/;
const invoke =
  /invoke-expression|\biex\b|\.invoke\(|invokescript|scriptblock\]::create|start-process|\bsaps\b|invoke-item|\bii\b|\[reflection\.assembly\]::load|assembly\]::load|add-type|&\s?\(|&\s?\$|\.\s?\(\$/;

/** After undoing the usual disguises: backticks, joined string parts, odd case. */
function judge(code: string): { readonly downloads: boolean; readonly invokes: boolean } {
  const text = code
    .slice(0, maxLength)
    .replaceAll("`", "")
    .replace(/['"] ?\+ ?['"]/g, "")
    .toLowerCase();
  const started =
    /(?:-outfile|downloadfile)/.test(text) && /[;&|]\s?(?:\.\\|\$env:|start\b)/.test(text);
  return { downloads: download.test(text), invokes: invoke.test(text) || started };
}
