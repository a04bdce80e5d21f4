import { z } from "zod";
import { parsePackageName } from "../../names/package-name.ts";
import { decodeSegment } from "./path.ts";

const text = z.string().transform(decodeSegment);

export const NameParams = z.object({ name: text.transform(parsePackageName) });
export const VersionParams = NameParams.extend({ version: text });
export const FileParams = NameParams.extend({ file: text });
