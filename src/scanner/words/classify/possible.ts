import { classMask, type Mask } from "../directive.ts";
import { type Bits, meet } from "../groups.ts";
import {
  anyAgent,
  anyRules,
  conceal,
  disable,
  drop,
  endless,
  every,
  fail,
  first,
  flag,
  follow,
  get,
  guard,
  insert,
  judging,
  maybeSecret,
  memory,
  negation,
  other,
  person,
  poison,
  precede,
  pretend,
  request,
  run,
  safe,
  secret,
  secretly,
  sending,
  store,
  target,
  tell,
  telling,
  toolish,
  unbound,
  url,
  use,
  valuable,
} from "./word-sets.ts";

const addr = classMask("addr");
const over = classMask("over");
const hide = classMask("hide");
const take = classMask("take");
const send = classMask("send");
const exec = classMask("exec");
const before = classMask("before");
const persist = classMask("persist");
const judge = classMask("judge");

/** Which classes could be in a sentence by its words alone: a cheap look that never misses one. */
export function possible(sentence: Bits): Mask {
  if (!meet(sentence, telling)) return 0;
  const is = (bits: Bits) => meet(sentence, bits);
  let mask = 0;
  if (is(anyAgent)) mask |= addr;
  if ((is(drop) && is(anyRules)) || is(precede) || is(unbound)) mask |= over;
  if (is(other) && (is(use) || is(drop))) mask |= over;
  if (is(secretly) || (is(conceal) && is(person)) || (is(negation) && (is(tell) || is(guard))))
    mask |= hide;
  if (is(get) && (is(valuable) || is(maybeSecret))) mask |= take;
  if (is(sending) && (is(target) || is(valuable) || is(url))) mask |= send;
  if (is(run) || (is(disable) && is(guard))) mask |= exec;
  if ((is(first) && is(toolish) && is(every)) || is(fail)) mask |= before;
  if (is(store) && is(memory)) mask |= persist;
  if (is(judging) || is(safe) || is(flag)) mask |= judge;
  return mask;
}

/** Acts that matter where no class is: for Experts. */
export function possibleActs(sentence: Bits): boolean {
  const is = (bits: Bits) => meet(sentence, bits);
  return (
    is(endless) ||
    (is(conceal) && is(valuable)) ||
    is(pretend) ||
    is(unbound) ||
    (is(poison) && is(insert)) ||
    (is(request) && (is(secret) || is(maybeSecret))) ||
    (is(follow) && (is(url) || is(target)))
  );
}
