import type { Segment } from "./segment.ts";

/** Marks that open or close a turn of a conversation in the templates of models. */
export const templateTokens =
  /(?<![`"'\w])(?:<\|(?:im_start|im_end|system|user|assistant|endoftext|end_of_turn|eot_id|start_header_id|end|tool_call)\|>|\[\/?INST\]|<<\/?SYS>>|<\/(?:system|system-reminder|tool_result|function_results|assistant|instructions|user_query)>|<(?:system|system-reminder|tool_result|function_results)>|<(?:start|end)_of_turn>)(?![`"'\w])|^\s{0,4}(?:#{2,4}\s{0,2})?(?:system|assistant)\s?(?:prompt|message|override)?\s?:\s{1,3}(?:you|the user|ignore|new|from|override|developer)/im;

/** An answer of a tool that is closed, though none was open, and a system message that begins. */
const broken =
  /<\/(?:tool_result|function_results|tool_response|user_query|system-reminder)>\s{0,8}<(?:system|system-reminder|instructions)>/i;

/** Whether a text opens a turn of a conversation, so that what follows is read as an order. */
export function hasTemplateToken({ text, from, to, isQuoted }: Segment): boolean {
  if (isQuoted || to - from > 64 * 1024) return false;
  const piece = text.slice(from, to);
  if (broken.test(piece)) return true;
  return (piece.includes("<|") || piece.includes("[INST]")) && templateTokens.test(piece);
}
