import { expect, test } from "vitest";
import { hostKind } from "../../../../src/scanner/code/lists/hosts.ts";

test.each([
  ["api.service.test", "name"],
  ["notngrok.test", "name"],
  ["mywebhook.site.example", "name"],
  ["webhook.site", "drop"],
  ["a.b.ngrok.io", "drop"],
  ["hooks.slack.com", "drop"],
  ["slack.com", "name"],
  ["mainnet.infura.io", "chain"],
  ["api.ipify.org", "address-service"],
  ["localhost", "local"],
  ["127.0.0.1", "local"],
  ["10.1.2.3", "local"],
  ["172.20.0.1", "local"],
  ["172.32.0.1", "ip"],
  ["192.168.0.9", "local"],
  ["[::1]", "local"],
  ["[fe80::1]", "local"],
  ["8.8.8.8", "ip"],
  ["[2001:db8::1]", "ip"],
  ["169.254.169.254", "imds"],
  ["[::ffff:a9fe:a9fe]", "imds"],
  ["[fd00:ec2::254]", "imds"],
  ["metadata.google.internal", "imds"],
  ["169.254.1.1", "local"],
])("%s is %s", (host, kind) => expect(hostKind(host)).toBe(kind));
