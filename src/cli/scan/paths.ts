import { readFile } from "node:fs/promises";

/** The paths in a file, one a line; `-` is standard input. */
export async function pathsFrom(file: string): Promise<string[]> {
  const text = file === "-" ? await Bun.stdin.text() : await readFile(file, "utf8");
  return text
    .split("\n")
    .map((line) => line.replace(/\r$/, ""))
    .filter((line) => line !== "");
}
