import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { type PackageName, parsePackageName, quoteForMessage } from "../../names/package-name.ts";
import { decodeSegment } from "./path.ts";

export interface Subject {
  readonly name: PackageName;
  readonly version: string;
}

/** `name@version` in one segment, split at the last @, which no version has. */
export const SubjectParams = z.object({
  subject: z.string().transform(decodeSegment).transform(readSubject),
});

/** `name` or `name@version`; without a version it is about the package. */
export const PackageOrVersionParams = z.object({
  subject: z
    .string()
    .transform(decodeSegment)
    .transform((text) =>
      text.lastIndexOf("@") > 0
        ? readSubject(text)
        : { name: parsePackageName(text), version: null },
    ),
});

function readSubject(text: string): Subject {
  const at = text.lastIndexOf("@");
  const version = text.slice(at + 1);
  if (at < 1 || version === "" || version.length > 256 || !/^[\w.+-]+$/.test(version)) {
    throw new RegistryError("invalid", `${quoteForMessage(text)} has not the form name@version`);
  }
  return { name: parsePackageName(text.slice(0, at)), version };
}
