/** What a PowerShell text does, as far as a look at its commands can tell. */
export interface PowerShellReading {
  readonly downloads: boolean;
  readonly invokes: boolean;
}

const maxLength = 64 * 1024;
const download =
  /downloadstring|downloadfile|downloaddata|openread|net\.webclient|invoke-webrequest|invoke-restmethod|start-bitstransfer|httpclient|webrequest\]|\b(?:iwr|irm|curl|wget)\b|msxml2|winhttp/;
const invoke =
  /invoke-expression|\biex\b|\.invoke\(|invokescript|scriptblock\]::create|start-process|\bsaps\b|invoke-item|\bii\b|\[reflection\.assembly\]::load|assembly\]::load|add-type|&\s?\(|&\s?\$|\.\s?\(\$/;

/** Reads PowerShell after undoing its usual disguises: backticks, joined string parts, odd case. */
export function readPowerShell(code: string): PowerShellReading {
  const text = code
    .slice(0, maxLength)
    .replaceAll("`", "")
    .replace(/['"] ?\+ ?['"]/g, "")
    .toLowerCase();
  const started =
    /(?:-outfile|downloadfile)/.test(text) && /[;&|]\s?(?:\.\\|\$env:|start\b)/.test(text);
  return { downloads: download.test(text), invokes: invoke.test(text) || started };
}
