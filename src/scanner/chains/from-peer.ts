import type { Atom } from "../code/atoms.ts";

const notPeers =
  /^(?:patched|wrapped|named file)$|modelcontextprotocol|fastmcp|mcp-framework|ToolServer|^pkg:ai\b|langchain|WebAssembly/i;

/** Whether a value is what somebody sends to a server of the package; a model's arguments are not. */
export function fromPeer({ kind, detail }: Atom): boolean {
  return kind === "src.param" && detail.api !== undefined && !notPeers.test(detail.api);
}
