import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import { type OpenRegistry, openRegistry, type RegistryCall } from "./registry-call.ts";

/** After so long without a call, a home that this process opened is let go, in milliseconds. */
const idleMs = 1000;

/**
 * The registry of a home for a command that stays for hours: opened at a call and let go soon after, so
 * that a server can be started, stopped and started again meanwhile.
 */
export class BriefRegistry implements AsyncDisposable {
  readonly #config: Config;
  #open: Promise<OpenRegistry> | null = null;
  #calls = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(config: Config) {
    this.#config = config;
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
      if (this.#calls === 0) this.#timer = setTimeout(() => void this.#letGo(), idleMs);
    }
  }

  async #once(call: RegistryCall): Promise<Response> {
    this.#open ??= openRegistry(this.#config);
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
    await (await open?.catch(() => null))?.[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer);
    await this.#letGo();
  }
}
