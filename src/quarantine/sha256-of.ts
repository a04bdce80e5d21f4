import type { App } from "../context.ts";
import type { StandingHold } from "./standing.ts";

/** SHA-256 of held bytes in hex, read as they are stored; null when they are not. */
export async function sha256Of(
  { blobs, cacheBlobs }: Pick<App, "blobs" | "cacheBlobs">,
  { origin, integrity }: StandingHold,
): Promise<string | null> {
  const blob = await (origin === "hosted" ? blobs : cacheBlobs).open(integrity);
  if (blob === null) return null;
  const hash = new Bun.CryptoHasher("sha256");
  for await (const piece of blob.stream()) hash.update(piece);
  return hash.digest("hex");
}
