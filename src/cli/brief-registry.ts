import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import { type OpenRegistry, openRegistry, type RegistryCall } from "./registry-call.ts";

/**
 * The registry of a home for a command that stays for hours: opened at a call and let go soon after, so
 * that a server can be started, stopped and started again meanwhile.
 */
export class BriefRegistry implements AsyncDisposable {
  readonly #config: Config;
  readonly #idleMs: number;
  #open: Promise<OpenRegistry> | null = null;
  /** A home is locked until it is wholly let go, for this process too. */
  #closing: Promise<void> = Promise.resolve();
  #calls = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param idleMs after so long without a call, a home that this process opened is let go */
  constructor(config: Config, idleMs = 1000) {
    this.#config = config;
    this.#idleMs = idleMs;
  }

  /** @throws RegistryError when there is no way to the registry */
  async send(call: RegistryCall): Promise<Response> {
    clearTimeout(this.#timer);
    this.#calls++;
    try {
      return await this.#once(call);
    } catch (error) {
      if (error instanceof RegistryError) throw error;
      // The server that was there has gone; there may be another one, or none.
      await this.#letGo();
      return await this.#once(call);
    } finally {
      this.#calls--;
      if (this.#calls === 0) this.#timer = setTimeout(() => void this.#letGo(), this.#idleMs);
    }
  }

  async #once(call: RegistryCall): Promise<Response> {
    this.#open ??= this.#closing.then(() => openRegistry(this.#config));
    let registry: OpenRegistry;
    try {
      registry = await this.#open;
    } catch (error) {
      this.#open = null;
      throw error;
    }
    const response = await registry.send(call);
    // Read to its end while the registry is certainly open.
    const body = await response.arrayBuffer();
    return new Response(response.status === 202 ? null : body, response);
  }

  async #letGo(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    const close = async () => await (await open?.catch(() => null))?.[Symbol.asyncDispose]();
    // What cannot be closed must not keep the next one from being opened, which says what is wrong.
    this.#closing = this.#closing.then(close).catch(() => undefined);
    await this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer);
    await this.#letGo();
  }
}
