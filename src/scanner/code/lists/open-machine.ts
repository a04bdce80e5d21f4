/**
 * What a description of a container says when the whole machine lies open in it: its root folder or
 * the engine's own socket among its files, in the words of engines and of clusters.
 */
const inText =
  /["']?hostPath["']?\s{0,4}:\s{0,4}\{?\s{0,40}["']?path["']?\s{0,4}:\s{0,4}["']?\/(?:etc|root|var\/lib\/kubelet|host)?\/?["']?\s{0,4}(?:[,}\n]|$)|["']Binds["']\s{0,4}:\s{0,4}\[[^\]]{0,400}["']\/(?:etc|root)?\/?:\/|["']Source["']\s{0,4}:\s{0,4}["']\/["']|["']hostPID["']\s{0,4}:\s{0,4}true[\s\S]{0,2000}["']privileged["']\s{0,4}:\s{0,4}true/;
const maxText = 16 * 1024;

export function opensMachine(text: string): boolean {
  return inText.test(text.slice(0, maxText));
}
