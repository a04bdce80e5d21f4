import type { Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { optionsOf } from "./define.ts";

const makes =
  /^(?:create|createMany|insert|insertOne|insertMany|bulkCreate|bulkInsert|findOrCreate|upsert|save|updateOne|findOneAndUpdate|add|register|createUser)$/;
const asks = /^(?:query|execute|run|raw|exec|\$(?:execute|query)Raw(?:Unsafe)?)$/;
const powerKey =
  /^(?:is_?)?(?:admin|superuser|super_?admin|staff|root)$|^(?:role|roles|userRole|group|groups|type|permissions?)$/i;
const power = /^(?:super_?)?(?:admin(?:istrator)?|superuser|owner|root)$/i;
const nameKey = /^(?:e?mail|user_?name|login|user|name|handle)$/i;
/** What hashers of passwords give begins like that. */
const hash =
  /^\$(?:2[abxy]\$\d\d|argon2(?:id|i|d)|pbkdf2[\w-]{0,20}|scrypt)\$|^(?:pbkdf2|scrypt|argon2)[:_$]/;
const statement =
  /\binsert\s{1,8}(?:or\s{1,4}\w{1,10}\s{1,4})?into\s{1,8}\S{0,60}(?:user|account|member)[\s\S]{0,600}/i;
const maxDepth = 4;
const maxParts = 64;

/** An account is made that nobody of those who run the program chose: name, rights and password are the code's. */
export function noteAccount(machine: Machine, method: string, args: readonly Value[]): void {
  const isMade = makes.test(method) ? args.some((arg) => isPowerful(machine, arg)) : false;
  if (isMade || (asks.test(method) && args.some((arg) => isInserted(machine, arg)))) {
    machine.sink("snk.vault", { api: method, names: ["administrator"] }, {});
  }
}

function isInserted(machine: Machine, value: Value): boolean {
  const text = statement.exec(machine.textOf(value)?.slice(0, 4096) ?? "")?.[0];
  if (text === undefined) return false;
  return /\$(?:2[abxy]\$\d\d|argon2id?)\$/.test(text) && /\badmin|superuser/i.test(text);
}

function isPowerful(machine: Machine, value: Value): boolean {
  const found = { power: false, name: false, hash: false };
  let parts = 0;
  const look = (one: Value, key: string, depth: number): void => {
    for (const option of optionsOf(one)) {
      parts += 1;
      if (parts > maxParts) return;
      if (option.type === "text") {
        const text = machine.knownText(option)?.slice(0, 200) ?? "";
        found.power ||= powerKey.test(key) && power.test(text);
        found.name ||= nameKey.test(key) && text.length > 2;
        found.hash ||= hash.test(text);
      } else if (option.type === "primitive") {
        found.power ||= option.value === true && powerKey.test(key);
      } else if (depth < maxDepth && option.type === "array") {
        for (const item of machine.items(option)) look(item, key, depth + 1);
      } else if (depth < maxDepth && option.type === "object") {
        for (const inner of machine.keys(option))
          look(machine.get(option, inner), inner, depth + 1);
        if (option.rest !== null) look(option.rest, "", depth + 1);
      }
    }
  };
  look(value, "", 0);
  return found.power && found.name && found.hash;
}
