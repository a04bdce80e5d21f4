const patterns: readonly RegExp[] = [
  /\/dev\/(?:tcp|udp)\/[^\s/]{1,253}\/\S/,
  /\b(?:nc|ncat|netcat|nc\.traditional)\b[^\n|;]{0,200}\s(?:-[a-z]*[ec]|--exec|--sh-exec)\b/i,
  /\bsocat\b[^\n;]{0,300}\bexec:/i,
  /\bmkfifo\b[^\n]{0,300}\|\s{0,4}(?:nc|ncat|netcat|openssl|telnet)\b/i,
  /\bsocket\b[^\n]{0,400}\bdup2\b/,
  /\bTCPSocket\b[^\n]{0,300}\bexec\b/,
  /\bTCPClient\b[^\n]{0,600}\b(?:iex|invoke-expression)\b/i,
];
const maxLength = 16 * 1024;

/** Python's; terminal libraries of other languages have a function of that name as well. */
const terminal = /\bpty\.spawn\s{0,4}\(/;
const asPython = /\bimport\s[\w\s,]{0,60}\bpty\b(?!\s{1,4}from)/;

/** Whether a command line or script gives another machine a shell here. */
export function remoteShell(text: string): boolean {
  const head = text.slice(0, maxLength);
  if (terminal.test(head) && asPython.test(head)) return true;
  return patterns.some((pattern) => pattern.test(head));
}
