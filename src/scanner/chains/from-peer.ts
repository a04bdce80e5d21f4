import type { Atom } from "../code/atoms.ts";

const tools = /modelcontextprotocol|fastmcp|mcp-framework|ToolServer|^pkg:ai\b|langchain/i;

/** Whether a value is what somebody sends to a server of the package; a model's arguments are not. */
export function fromPeer({ kind, detail }: Atom): boolean {
  const { api } = detail;
  return kind === "src.param" && api !== undefined && api !== "patched" && !tools.test(api);
}
