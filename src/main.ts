#!/usr/bin/env bun
import { runCommand } from "./cli/main.ts";

const { env, stdout, stderr } = process;

void runCommand(process.argv.slice(2), env, {
  out: (text) => stdout.write(`${text}\n`),
  error: (text) => stderr.write(`${text}\n`),
  isInteractive: process.stdin.isTTY && stdout.isTTY,
  hasColours: stdout.isTTY && !env["NO_COLOR"] && env["TERM"] !== "dumb",
  progress: stderr.isTTY
    ? (line) => stderr.write(`\r\u001b[2K${line.slice(0, stderr.columns - 1)}`)
    : null,
}).then((code) => {
  process.exitCode = code;
});
