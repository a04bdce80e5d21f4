import type { ScanLimits } from "../limits.ts";
import type { Entry } from "../rule.ts";
import { installedPath } from "./installed-path.ts";
import type { Extensions } from "./read-extension.ts";
import { note, type Reading } from "./reading.ts";
import { StopReading } from "./stop-reading.ts";
import type { TarHeader } from "./tar-header.ts";

/** What a header and its extensions say together; notes where clients could understand them differently. */
export function toEntry(
  reading: Reading,
  header: TarHeader,
  extensions: Extensions,
): Omit<Entry, "digest" | "shape"> {
  const { limits } = reading;
  const { pax, longName, longLink } = extensions;
  const rawPath = pax?.path ?? longName ?? header.path;
  const linkTarget = pax?.linkPath ?? longLink ?? header.linkName;
  checkPath(rawPath, limits);
  checkPath(linkTarget, limits);
  const placed = installedPath(rawPath);

  for (const doubt of header.doubts) note(reading, "TAR-05", `an entry ${doubt}`, placed.path);
  if (pax?.path != null && longName !== null && pax.path !== longName) {
    note(reading, "TAR-05", "an entry has two different long names", placed.path);
  }
  if (pax?.size != null && pax.size !== header.size) {
    note(reading, "TAR-05", "an extended header overrides the size of an entry", placed.path);
  }
  if (rawPath !== header.path) {
    if (wouldHaveFitted(rawPath)) {
      note(reading, "TAR-05", "an extended header renames an entry without need", placed.path);
    }
    const plain = installedPath(header.path);
    if (plain.escapeReason !== null) {
      note(reading, "TAR-01", `the short name of an entry ${plain.escapeReason}`, placed.path);
    }
  }
  if (header.typeFlag === "S") note(reading, "TAR-05", "an entry is a sparse file", placed.path);

  const type = typeOf(header.typeFlag, rawPath);
  const size = pax?.size ?? header.size;
  if (size > 0 && type !== "file" && type !== "other") {
    note(reading, "TAR-05", "a folder or link has a body, which some readers skip", placed.path);
  }
  return {
    rawPath,
    path: placed.path,
    type,
    typeFlag: header.typeFlag === "\0" ? "0" : header.typeFlag,
    linkTarget: type === "hardlink" || type === "symlink" ? linkTarget : null,
    mode: header.mode,
    size,
  };
}

function typeOf(typeFlag: string, rawPath: string): Entry["type"] {
  switch (typeFlag) {
    case "0":
    case "\0":
      // Before POSIX a folder was a file whose name ends with a slash.
      return rawPath.endsWith("/") ? "directory" : "file";
    case "7":
      return "file";
    case "1":
      return "hardlink";
    case "2":
      return "symlink";
    case "5":
      return "directory";
    default:
      return "other";
  }
}

function checkPath(rawPath: string, limits: ScanLimits): void {
  if (rawPath.length > limits.pathLength) {
    throw new StopReading(
      "path",
      `the archive holds a path longer than ${limits.pathLength} characters`,
    );
  }
  if (rawPath.split("/").length > limits.depth + 1) {
    throw new StopReading("depth", `the archive holds a path deeper than ${limits.depth} folders`);
  }
}

/** Could the plain header have held this name? Then nobody honest wrote another one there. */
function wouldHaveFitted(path: string): boolean {
  return path.length <= 100 && /^[\x20-\x7e]*$/.test(path);
}
