import { z } from "zod";
import { parseExpertKey } from "../../expert/key.ts";
import { decodeSegment } from "../npm/path.ts";

/** A key in one segment of the path, percent-encoded once. */
export const KeyParams = z.object({
  key: z.string().transform(decodeSegment).transform(parseExpertKey),
});
