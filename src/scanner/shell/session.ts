import type { Act, Place } from "./acts.ts";
import { decodedText, remoteText, sourceMark } from "./marks.ts";
import { readPowerShell } from "./read-powershell.ts";
import { type ShellHost, ShellState } from "./state.ts";
import { Walker } from "./walker.ts";
import { asWindowsReads } from "./words.ts";

/**
 * Walks through shell text as if it ran and writes down what it would do. Values are followed
 * through variables, pipes, temporary files and decoders, because an attacker who cannot write
 * `curl | sh` writes it in two steps.
 */
export class ShellSession {
  readonly acts: Act[];
  private readonly state: ShellState;
  private readonly walker: Walker;

  constructor(host: ShellHost) {
    this.state = new ShellState(host);
    this.acts = this.state.acts;
    this.walker = new Walker(this.state);
  }

  /** Reads `text` as a script written at `place`; its acts are added to `acts`. */
  read(text: string, place: Place, folder = this.state.folder): void {
    const { state } = this;
    const [outerPlace, outerFolder] = [state.place, state.folder];
    state.place = place;
    state.folder = folder;
    const clean = text
      .replaceAll(remoteText, "")
      .replaceAll(decodedText, "")
      .replace(sourceMark, "");
    this.walker.readText(clean, "");
    const windows = asWindowsReads(clean);
    if (windows !== null) this.walker.readText(windows, "");
    state.place = outerPlace;
    state.folder = outerFolder;
  }

  /** Reads `code` as PowerShell that was started where the session stands. */
  readPowerShell(code: string): void {
    readPowerShell(this.walker, code);
  }
}
