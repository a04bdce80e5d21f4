import { type Problem, verifyHome } from "../upkeep/verify.ts";
import { type CommandContext, type Output, show } from "./command.ts";
import { inMebibytes } from "./sizes.ts";
import { paintFor, printable, startProgress } from "./terminal.ts";

/** Says whether everything that was published is in a home as it was. */
export async function showHomeVerified(
  home: string,
  isDeep: boolean,
  context: CommandContext,
  output: Output,
): Promise<void> {
  using progress = startProgress(context.terminal, "verify: tarball", 0);
  const found = await verifyHome(home, {
    isDeep,
    onBlobs: (count) => progress.expect(count),
    onBlob: () => progress.step(),
  });
  if (found.problems.length > 0) context.exit(1);
  const paint = paintFor(context.terminal);
  const sum =
    `${found.versions} versions, ${found.blobs} tarballs, ${inMebibytes(found.bytes)}` +
    (found.unneeded > 0 ? `; ${found.unneeded} more go at the next start` : "");
  const line = ({ subject, message }: Problem) =>
    `${paint.bad("wrong")} ${printable(subject)}: ${printable(message)}`;
  show(output, { ok: found.problems.length === 0, ...found }, () =>
    [
      ...found.problems.map(line),
      found.problems.length === 0 ? `${paint.good("whole")}: ${sum}` : sum,
    ].join("\n"),
  );
}
