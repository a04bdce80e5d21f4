import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { type PackageName, parsePackageName } from "../../names/package-name.ts";
import { decodeSegment } from "./path.ts";

const text = z.string().transform(decodeSegment);

/** Below `/-/` are endpoints, and `/@scope` is half a name: neither can be a package. */
function existingName(segment: string): PackageName {
  if (segment === "-" || /^@[^/]*$/.test(segment)) {
    throw new RegistryError("not_found", "there is nothing at this path");
  }
  return parsePackageName(segment);
}

export const NameParams = z.object({ name: text.transform(existingName) });
export const VersionParams = NameParams.extend({ version: text });
export const FileParams = NameParams.extend({ file: text });
export const TagParams = NameParams.extend({ tag: text });
export const RevParams = NameParams.extend({ rev: text });
export const FileRevParams = FileParams.extend({ rev: text });
