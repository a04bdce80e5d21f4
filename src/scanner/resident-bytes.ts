/** Memory that a process occupies, in bytes; null when it is gone or cannot be asked. */
export async function residentBytes(pid: number): Promise<number | null> {
  try {
    const kibibytes =
      process.platform === "linux"
        ? /^VmRSS:\s*(\d+) kB$/m.exec(await Bun.file(`/proc/${pid}/status`).text())?.[1]
        : await new Response(
            Bun.spawn(["ps", "-o", "rss=", "-p", String(pid)], { stderr: "ignore" }).stdout,
          ).text();
    const value = Number.parseInt(kibibytes ?? "", 10);
    return Number.isNaN(value) ? null : value * 1024;
  } catch {
    return null;
  }
}
