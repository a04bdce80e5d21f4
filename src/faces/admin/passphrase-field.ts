import { z } from "zod";

/** For callers that send it in the body, not as the header `x-approval-passphrase`. */
export const Passphrase = z.string().max(256).optional().describe("Where approvals ask for one.");
