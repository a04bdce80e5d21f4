import { expect, test } from "vitest";
import { z } from "zod";
import { at, baseSkill, type ExpertRegistry, startExperts } from "../../support/experts.ts";

/**
 * What the client before the current one takes for an answer; where it differs from the current one, it
 * is stricter (perstack-registry §15).
 */
const id = z.string().regex(/^[a-z][a-z0-9]*$/);
const date = z.iso.datetime();
const named = {
  id,
  key: z.string(),
  name: z.string().regex(/^(@[a-z0-9][a-z0-9_-]*\/)?[a-z0-9][a-z0-9_-]*$/),
  minRuntimeVersion: z.literal("v1.0"),
  description: z.string().min(1).max(2048),
  owner: z.object({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_.-]*$/)
      .optional(),
    organizationId: id,
    createdAt: date,
  }),
  createdAt: date,
  updatedAt: date,
  version: z.string(),
  tags: z.array(z.string().regex(/^[a-z0-9][a-z0-9_-]*$/)),
};
const described = { description: z.string().min(1), rule: z.string().optional() };
const tools = z.array(z.string());
const Skill = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("mcpStdioSkill"),
    ...described,
    command: z.enum(["npx", "uvx"]),
    packageName: z.string().regex(/^(?:@[a-z0-9][a-z0-9_.-]*\/)?[a-z0-9][a-z0-9_.-]*(?:@\S+)?$/),
    pick: tools,
    omit: tools,
    requiredEnv: z.array(z.string()),
  }),
  z.object({
    type: z.literal("mcpSseSkill"),
    ...described,
    endpoint: z.url({ protocol: /^https$/ }),
    pick: tools,
    omit: tools,
  }),
  z.object({
    type: z.literal("interactiveSkill"),
    ...described,
    tools: z.record(
      z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
      z.object({
        name: z.string(),
        description: z.string().min(1),
        inputJsonSchema: z.string().min(1),
      }),
    ),
  }),
]);
const Whole = z.object({
  ...named,
  type: z.literal("registryExpert"),
  status: z.enum(["available", "deprecated", "disabled"]),
  instruction: z.string().min(1),
  skills: z.record(z.string(), Skill),
  delegates: z.array(z.string()),
});
const Digest = z.object({ ...named, type: z.literal("expertDigest") });

const answers: Readonly<Record<string, z.ZodType>> = {
  [at("@acme/a@1.0.0")]: z.object({ data: z.object({ expert: Whole }) }),
  [at("@acme/a")]: z.object({ data: z.object({ expert: Whole }) }),
  [at("solo")]: z.object({ data: z.object({ expert: Whole }) }),
  [`${at("@acme/a")}/versions`]: z.object({
    data: z.object({ versions: z.array(Digest).min(2), latest: z.string() }),
    meta: z.object({ total: z.int() }),
  }),
  // It writes the path of the collection without a slash at the end.
  "": z.object({
    data: z.object({ experts: z.array(Whole).min(2) }),
    meta: z.object({ total: z.int(), take: z.int(), skip: z.int() }),
  }),
};

async function published(): Promise<ExpertRegistry> {
  const experts = await startExperts();
  const skills = {
    "@perstack/base": baseSkill,
    remote: { type: "mcpSseSkill", description: "Remote", endpoint: "https://mcp.example.com/sse" },
    ask: {
      type: "interactiveSkill",
      description: "Asks",
      rule: "Ask once.",
      tools: { ask: { description: "Asks", inputJsonSchema: "{}" } },
    },
    py: { ...baseSkill, command: "uvx", packageName: "some-server@1.2.3", requiredEnv: ["A_KEY"] },
  };
  const sent = [
    experts.publish("@acme/a", "1.0.0", { skills, tags: ["stable"] }),
    experts.publish("solo", "1.0.0", { skills }, experts.registry.token),
  ];
  for (const answer of await Promise.all(sent)) expect(answer.status).toBe(200);
  expect((await experts.publish("@acme/a", "2.0.0", { skills })).status).toBe(200);
  expect((await experts.update("@acme/a@1.0.0", { status: "deprecated" })).status).toBe(200);
  return experts;
}

test("its stricter reading takes every answer", async () => {
  await using experts = await published();
  for (const [path, schema] of Object.entries(answers)) {
    // The first answer is made, the second comes from memory.
    for (const _ of [1, 2]) {
      const { body } = await experts.get(path);
      expect(schema.safeParse(body).error?.issues ?? [], path).toEqual([]);
    }
  }
});

test("its stricter reading takes what a write answers", async () => {
  await using experts = await published();
  const One = answers[at("@acme/a")];
  for (const answer of [
    await experts.publish("@acme/b", "1.0.0"),
    await experts.update("@acme/b@1.0.0", { tags: ["stable"] }),
    await experts.update("@acme/b@1.0.0", { status: "disabled" }),
  ]) {
    expect(One?.safeParse(answer.body).error?.issues ?? []).toEqual([]);
  }
  expect(await experts.remove("@acme/b@1.0.0")).toEqual({ status: 200, body: {} });
});

test("a camel-case tool, which it cannot read, is published all the same, as the current client does", async () => {
  await using experts = await startExperts();
  const tools = { askUser: { description: "Asks", inputJsonSchema: "{}" } };
  const ask = { type: "interactiveSkill", description: "Asks", tools };
  const skills = { "@perstack/base": baseSkill, ask };
  const { status, body } = await experts.publish("@acme/a", "1.0.0", { skills });
  expect(status).toBe(200);
  expect(body.data?.expert?.skills["ask"]).toMatchObject({
    tools: { askUser: { name: "askUser" } },
  });
  // Its errors are HTTP status texts, so a failure has nothing to be but an object with a status.
  expect((await experts.get(at("@acme/none"))).body).toMatchObject({
    code: 404,
    error: "Not Found",
  });
});
