import { approvalFlag } from "../lists/commands.ts";
import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { calls, named, optionsOf, type Table } from "./define.ts";
import { shownText } from "./path-text.ts";

const maxDepth = 4;
const maxFlags = 16;
const maxShown = 512;
/** Settings that are switched on for an agent to ask nobody any more. */
const unchecked =
  /^(?:allowDangerouslySkipPermissions|dangerouslySkipPermissions|dangerouslyAllowAll|dangerouslyBypass\w{0,40}|skipPermissions|bypassPermissions|yolo|autoApprove\w{0,20}|autoAccept\w{0,20}|allowAllTools|trustAllTools|fullAuto)$/i;

/** A coding agent is given work by a library instead of a command (AGT-02). */
function start({ machine, name, args, self }: Call): Value {
  machine.use("subprocess", "agent");
  const given = [...args, self];
  const names = given.flatMap((arg) => flagsOf(machine, arg, 0)).slice(0, maxFlags);
  const text = args.map((arg) => promptOf(machine, arg)).find((one) => one !== null);
  machine.sink(
    "snk.agent",
    {
      api: name,
      names: [...new Set(names)],
      ...(text == null ? {} : { text: shownText(text).slice(0, maxShown) }),
    },
    { prompt: machine.array(args) },
  );
  return machine.instance("AgentRun", {}, machine.taintOf(...args));
}

function promptOf(machine: Machine, arg: Value): string | null {
  const whole = machine.textOf(arg);
  if (whole !== null || arg.type !== "object") return whole;
  return machine.textOf(machine.get(arg, "prompt"));
}

/** What is set so that the agent acts without asking, in the spelling of its command's flags. */
function flagsOf(machine: Machine, value: Value, depth: number): readonly string[] {
  if (depth > maxDepth) return [];
  return optionsOf(value).flatMap((option) => {
    if (option.type === "instance") {
      return Object.values(option.data).flatMap((one) => flagsOf(machine, one, depth + 1));
    }
    if (option.type !== "object") return [];
    return machine.keys(option).flatMap((key) => {
      const setting = machine.get(option, key);
      const text = machine.knownText(setting);
      if (text !== null) return approvalFlag(text) ? [`--${key}=${text}`] : [];
      if (setting.type === "primitive")
        return setting.value === true && unchecked.test(key) ? [`--${key}`] : [];
      return flagsOf(machine, setting, depth + 1);
    });
  });
}

/** A client, session or thread keeps what it was made with for the prompts that follow. */
function prepare({ machine, args, self }: Call): Value {
  return machine.instance("AgentSession", { made: machine.array(args), of: self });
}

export const agentKits: Table = [
  ...calls({
    [`pkg:@anthropic-ai/claude-code.query pkg:@anthropic-ai/claude-agent-sdk.{query,unstable_v2_prompt}
      pkg:@qwen-code/sdk.query pkg:@sourcegraph/amp-sdk.execute pkg:@tencent-ai/agent-sdk.query
      pkg:@anthropic-ai/claude-code.default.query`]: start,
    [`pkg:@openai/codex-sdk.Codex pkg:@github/copilot-sdk.CopilotClient pkg:@augmentcode/auggie-sdk.Auggie
      pkg:@opencode-ai/sdk.{createOpencode,createOpencodeClient} pkg:ai-sdk-provider-claude-code.{claudeCode,createClaudeCode}
      pkg:ai-sdk-provider-gemini-cli.createGeminiProvider pkg:ai-sdk-provider-codex-cli.codexCli
      pkg:@anthropic-ai/claude-agent-sdk.{unstable_v2_createSession,unstable_v2_resumeSession}
      pkg:@instantlyeasy/claude-code-sdk-ts.claude pkg:@google/gemini-cli-core.{GeminiClient,Config}`]:
      prepare,
  }),
  ...named(
    "instance:AgentSession.{run,runStreamed,prompt,promptAsync,send,sendAndWait,query,sendMessage,sendMessageStream,execute}",
    { call: start },
  ),
  ...named("instance:AgentSession.{session,client}", { read: (_machine, self) => self }),
  ...named("instance:AgentSession.*", { call: prepare }),
];
