import type { ActionInput } from "../../../src/faces/admin/protocol.ts";

type Asked = ActionInput<"discover">;

/** What is asked; empty texts mean anything. */
export interface AskedQuestion {
  readonly text: string;
  readonly capability: NonNullable<Asked["capability"]> | "";
  readonly risk: NonNullable<Asked["risk"]> | "";
  readonly installed: string;
  readonly limit: number;
}

export const capabilities = ["network", "filesystem", "secrets", "subprocess", "env"] as const;
export const risks = ["low", "medium", "high"] as const;
export const limits = [20, 50, 100] as const;

export function questionFrom(query: URLSearchParams): AskedQuestion {
  const wanted = { capability: query.get("capability"), risk: query.get("risk") };
  return {
    text: (query.get("q") ?? "").slice(0, 2000),
    capability: capabilities.find((one) => one === wanted.capability) ?? "",
    risk: risks.find((one) => one === wanted.risk) ?? "",
    installed: query.get("installed") ?? "",
    limit: limits.find((one) => String(one) === query.get("limit")) ?? 20,
  };
}

export function payloadOf({ text, capability, risk, installed, limit }: AskedQuestion): Asked {
  return {
    query: text,
    limit,
    ...(capability === "" ? {} : { capability }),
    ...(risk === "" ? {} : { risk }),
    ...(installed === "" ? {} : { installed }),
  };
}

/** The address that answers a program the same. */
export function requestOf({ text, capability, risk, installed, limit }: AskedQuestion): string {
  const query = new URLSearchParams({
    q: text,
    ...(capability === "" ? {} : { capability }),
    ...(risk === "" ? {} : { risk }),
    ...(installed === "" ? {} : { installed }),
    ...(limit === 20 ? {} : { limit: String(limit) }),
  });
  return `${location.origin}/-/intent/discover?${query}`;
}
