import { type ExtendedHeader, parseExtendedHeader } from "./extended-header.ts";
import { note, type Reading } from "./reading.ts";
import { StopReading } from "./stop-reading.ts";
import type { TarHeader } from "./tar-header.ts";

/** What extended headers in front of an entry have said about it. */
export interface Extensions {
  pax: ExtendedHeader | null;
  longName: string | null;
  longLink: string | null;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

export function isExtension(typeFlag: string): boolean {
  return typeFlag === "x" || typeFlag === "g" || typeFlag === "L" || typeFlag === "K";
}

/** Reads a header that only says something about the entry behind it. */
export async function readExtension(
  reading: Reading,
  header: TarHeader,
  pending: Extensions,
): Promise<void> {
  const { limits, reader } = reading;
  for (const doubt of header.doubts) note(reading, "TAR-05", `an extended header ${doubt}`, null);
  if (header.size > limits.extendedHeaderBytes) {
    throw new StopReading(
      "extended-header",
      `the archive holds an extended header larger than ${limits.extendedHeaderBytes} bytes`,
    );
  }
  const body = await reader.take(header.size);
  if (body.length < header.size) throw new StopReading(null, "the archive ends inside a header");

  if (header.typeFlag === "L" || header.typeFlag === "K") {
    const key = header.typeFlag === "L" ? "longName" : "longLink";
    if (pending[key] !== null) note(reading, "TAR-05", "an entry has two long names", null);
    pending[key] = decoder.decode(withoutZeros(body));
    return;
  }
  const pax = parseExtendedHeader(body);
  for (const doubt of pax.doubts) note(reading, "TAR-05", `an extended header ${doubt}`, null);
  if (header.typeFlag === "x") {
    if (pending.pax !== null) note(reading, "TAR-05", "an entry has two extended headers", null);
    pending.pax = pax;
  } else if (pax.path !== null || pax.linkPath !== null || pax.size !== null) {
    note(reading, "TAR-05", "a header for the whole archive sets a path or a size", null);
  }
}

/** A long name without the NUL characters at its end; one inside stays and is found. */
function withoutZeros(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}
