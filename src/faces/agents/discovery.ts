/** Where each document for programs is; documents name each other by this list. */
export const discovery = {
  capabilities: "/-/capabilities",
  openapi: "/openapi.json",
  llms_txt: "/llms.txt",
  agent: "/agent.json",
  mcp: "/-/mcp",
} as const;
