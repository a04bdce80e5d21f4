import { actMask, type Mask } from "../directive.ts";
import { isForOtherExperts } from "../expert-fields.ts";
import { expertOrders } from "../orders/expert-orders.ts";
import { ordersIn, signsIn, unquoted } from "../orders/orders-in.ts";
import { toolOrders } from "../orders/tool-orders.ts";
import { asksOwnService } from "../ordinary.ts";
import { isOfTool, type Segment } from "../segment.ts";

const egress = actMask("egress", "egresses");

/** What a sentence orders, by what its segment is to whoever reads it. */
export function orderedBy(segment: Segment, sentence: string, isHeeded: boolean): Mask {
  // A heading is no part of the sentence under it.
  const text = sentence.replace(/^\s{0,8}#{1,6} [^\n]{0,200}\n/, "").replace(/\s+/g, " ");
  const isTrap = isOfTool(segment) || segment.hidden !== null;
  const isInstruction =
    isTrap ||
    segment.carrier === "field" ||
    (isHeeded && segment.carrier !== "printed" && segment.carrier !== "llms");
  const acts = ordersIn(isTrap ? text : unquoted(text), isInstruction);
  if (segment.carrier === "expert") {
    return acts | expertOrders(text, isForOtherExperts(segment.field));
  }
  // An Expert declares its services; elsewhere a client sends its own credential.
  const isOwn = signsIn(text) || (!isTrap && asksOwnService(text));
  const meant = isOwn ? acts & ~egress : acts;
  return isOfTool(segment) ? meant | toolOrders(text) : meant;
}
