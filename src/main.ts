#!/usr/bin/env bun
import { runCommand } from "./cli/main.ts";

void runCommand(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(`${text}\n`),
  error: (text) => process.stderr.write(`${text}\n`),
  isInteractive: process.stdin.isTTY && process.stdout.isTTY,
}).then((code) => {
  process.exitCode = code;
});
