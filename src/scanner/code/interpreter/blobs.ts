import { denseForm } from "../dense.ts";
import type { Node } from "../machine.ts";
import { bitOf, taintOfAtom } from "../taints.ts";
import type { Taint, Value } from "../value.ts";
import { textValue } from "../values.ts";
import type { Interpreter } from "./interpreter.ts";

const maxBlobsPerFile = 200;

/** Dense texts that stand in the package, each a source of its own up to a number per file. */
export class Blobs {
  private readonly perFile = new Map<string, number[]>();

  /** The value of a text that stands there, with a source when it is dense. */
  literal(engine: Interpreter, node: Node, text: string): Value {
    const form = text.length < 64 ? null : denseForm(text);
    if (form === null) return textValue(text);
    return textValue(text, this.blobAt(engine, node, form, text.length));
  }

  private blobAt(engine: Interpreter, node: Node, form: string, length: number): Taint {
    const { unit } = engine.frame;
    let known = this.perFile.get(unit.path);
    if (known === undefined) {
      known = [];
      this.perFile.set(unit.path, known);
    }
    const last = known.at(-1);
    if (known.length >= maxBlobsPerFile && last !== undefined) return taintOfAtom(last);
    engine.at = node;
    const id = engine.emit("src.blob", { blob: { form, length } });
    if (id !== last) known.push(id);
    return form === "invisible" ? { atoms: [id], through: bitOf("invisible") } : taintOfAtom(id);
  }
}
