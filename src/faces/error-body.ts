import { z } from "zod";

/** What every failure says (agentregistry contract §5). */
export const ErrorBody = z
  .looseObject({
    error: z.string().describe("The whole sentence, for people."),
    message: z.string(),
    reason: z.string(),
    code: z.string().describe("Stable, for programs."),
    request_id: z.string(),
    retry_after: z.number().optional().describe("Seconds, where waiting helps."),
  })
  .meta({ id: "Error" });

const Issue = z.object({
  ruleId: z.string(),
  severity: z.string(),
  description: z.string(),
  line: z.number().nullable(),
});

/** What the refusal of a release says beside that (agentregistry contract §6). */
export const SecurityBlocked = ErrorBody.extend({
  action_required: z.string().describe("HUMAN INTERVENTION REQUIRED where only a person can help."),
  package: z.string().describe("name@version"),
  name: z.string(),
  version: z.string(),
  operation: z.enum(["install", "publish"]),
  ai_directive: z.string(),
  ai_instructions: z.array(z.string()),
  instructions: z.array(z.string()).describe("Steps for a person."),
  rules: z.array(z.string()),
  admin_url: z.string(),
  admin_panel: z.string(),
  status_url: z.string().describe("Where to ask whether it was decided."),
  poll_seconds: z
    .number()
    .nullable()
    .describe("Seconds between two questions to status_url; null when nothing will be decided."),
  retry_after_approval: z.boolean(),
  available_at: z.string().nullish().describe("From when on time alone lets it through."),
  summary: z.string().optional().describe("Findings by severity."),
  issues: z.array(Issue).optional(),
  issues_total: z.number().optional(),
  prompt_injections: z.array(Issue).optional(),
  capabilities: z.array(z.string()).optional(),
  files_scanned: z.number().optional(),
  quarantine_id: z.string().optional(),
  quarantine_location: z.string().optional(),
  integrity: z.string().optional(),
}).meta({ id: "SecurityBlocked" });
