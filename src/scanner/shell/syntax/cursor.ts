import type { Part, Script } from "./script.ts";

/** A here-document whose operator was read and whose lines follow after the end of this line. */
export interface PendingHeredoc {
  readonly delimiter: string;
  readonly stripsTabs: boolean;
  readonly parts: Part[];
}

/** Reads commands up to `closer` (a character or a keyword), or to the end of the text. */
type ReadScript = (cursor: Cursor, closer: string | null, depth: number) => Script;

/** How far a text has been read. Words hold scripts and scripts hold words, so it knows the way back. */
export class Cursor {
  position = 0;
  complete = true;
  readonly pending: PendingHeredoc[] = [];
  readonly text: string;
  private readonly scriptReader: ReadScript;

  constructor(text: string, scriptReader: ReadScript) {
    this.text = text;
    this.scriptReader = scriptReader;
  }

  /** The script that begins here, as inside of a substitution. */
  script(closer: string | null, depth: number): Script {
    return this.scriptReader(this, closer, depth);
  }

  /** The script of another text that this one holds in disguise. */
  scriptOf(text: string, depth: number): Script {
    const inner = new Cursor(text, this.scriptReader);
    const script = inner.script(null, depth);
    if (!inner.complete) this.complete = false;
    return script;
  }

  peek(ahead = 0): string {
    return this.text[this.position + ahead] ?? "";
  }

  isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  skipBlanks(): void {
    for (;;) {
      const here = this.peek();
      if (here === " " || here === "\t" || here === "\r") this.position++;
      else if (here === "\\" && this.peek(1) === "\n") this.position += 2;
      else return;
    }
  }

  skipComment(): void {
    const end = this.text.indexOf("\n", this.position);
    this.position = end < 0 ? this.text.length : end;
  }
}
