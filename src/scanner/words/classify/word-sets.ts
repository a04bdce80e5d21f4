import { type Bits, bitsOf } from "../groups.ts";
import { marks } from "../lexicon.ts";

/** Groups of words as the classes ask for them: by what they do in a sentence, not by their language. */
export const agent = bitsOf("agent");
export const anyAgent = bitsOf("agent", "maybeAgent");
export const you = bitsOf("you");
export const modal = bitsOf("modal");
export const call = bitsOf("call");
export const without = bitsOf("without");
export const not = bitsOf("not");
export const negation = bitsOf("not", "without");
export const drop = bitsOf("drop");
export const prior = bitsOf("prior", "every");
export const rules = bitsOf("rules");
export const anyRules = bitsOf("rules", "limits");
export const precede = bitsOf("precede");
export const unbound = bitsOf("unbound");
export const tell = bitsOf("tell");
export const person = bitsOf("person");
export const secretly = bitsOf("secretly");
export const carrying = bitsOf("conceal", "insert", "send");
export const conceal = bitsOf("conceal");
export const get = bitsOf("get");
export const secret = bitsOf("secret");
export const maybeSecret = bitsOf("maybeSecret");
export const talk = bitsOf("talk");
export const valuable = bitsOf("secret", "talk");
export const sending = bitsOf("send");
export const acting = bitsOf("get", "send");
export const target = bitsOf("target");
export const running = bitsOf("run");
export const install = bitsOf("install");
export const run = bitsOf("run", "install");
export const guard = bitsOf("guard");
export const disable = bitsOf("disable");
export const first = bitsOf("before");
export const toolish = bitsOf("toolish");
export const every = bitsOf("every", "other");
export const store = bitsOf("store");
export const memory = bitsOf("memory");
export const judging = bitsOf("judge");
export const flag = bitsOf("flag");
export const safe = bitsOf("safe");
export const evil = bitsOf("evil");
export const mark = bitsOf("mark");
export const thing = bitsOf("this", "product");
export const product = bitsOf("product");
export const mention = bitsOf("mention");
export const embedded = bitsOf("embedded");
export const content = bitsOf("content");
export const other = bitsOf("other");
export const use = bitsOf("use");
export const fail = bitsOf("fail");
export const image = bitsOf("image");
export const care = bitsOf("care");
export const poison = bitsOf("poison");
export const insert = bitsOf("insert");
export const endless = bitsOf("endless");
export const request = bitsOf("request");
export const pretend = bitsOf("pretend");
export const follow = bitsOf("follow");
/** An address that is written out, which is a mark and no word. */
export const url: Bits = { low: 0, high: marks.url };

/** Without one of these no class is possible. */
export const telling = bitsOf(
  "agent",
  "maybeAgent",
  "drop",
  "precede",
  "unbound",
  "use",
  "secretly",
  "conceal",
  "not",
  "without",
  "get",
  "send",
  "run",
  "install",
  "disable",
  "before",
  "fail",
  "store",
  "judge",
  "safe",
  "flag",
);
