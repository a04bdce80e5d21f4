import { z } from "zod";
import { listExperts } from "../../packages/list-experts.ts";
import { route } from "../route.ts";
import { perstackRoot } from "./root.ts";
import { organizationId, RegistryExpert, registryExpert } from "./wire.ts";

/** A number in a query is digits and nothing else: `1e1` and a blank are mistakes, not numbers. */
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(min).max(max));

const Query = z.object({
  organizationId: z
    .string()
    .regex(/^[a-z0-9]{24}$/, "must be 24 characters of a-z and 0-9")
    .optional(),
  filter: z.string().min(1).max(256).optional().describe("Beginning of the name."),
  sort: z.enum(["name", "version", "createdAt", "updatedAt"]).default("createdAt"),
  order: z.enum(["asc", "desc"]).default("desc"),
  take: whole(1, 100).default(100),
  skip: whole(0, Number.MAX_SAFE_INTEGER).default(0),
});

export const listExpertsRoute = route({
  method: "GET",
  path: perstackRoot,
  summary: "The latest version of every Expert",
  access: "open",
  query: Query,
  reply: {
    status: 200,
    body: z.object({
      data: z.object({ experts: z.array(RegistryExpert) }),
      meta: z.object({ total: z.int(), take: z.int(), skip: z.int() }),
    }),
  },
  async run(app, { query, whoAsks }) {
    const { organizationId: wanted, filter, take, skip, ...sorting } = query;
    const { experts, total } = await listExperts(app, whoAsks, {
      ...sorting,
      take,
      skip,
      prefix: (filter ?? "").toLowerCase(),
      fragment: "",
      isOwner: ownerTest(wanted),
    });
    const shown = experts.map(registryExpert);
    return { data: { experts: shown }, meta: { total, take, skip } };
  },
});

/** An id is made anew for each owner once, not for each Expert. */
function ownerTest(wanted: string | undefined): ((principal: string) => boolean) | null {
  if (wanted === undefined) return null;
  const known = new Map<string, boolean>();
  return (principal) => {
    const answer = known.get(principal) ?? organizationId(principal) === wanted;
    known.set(principal, answer);
    return answer;
  };
}
