import type { Family } from "../groups.ts";

export const en: Family = {
  agent:
    "assistant, assistants, ai, ais, llm, llms, language model, language models, chatbot, chatbots, copilot, claude, chatgpt, gpt, gemini, coding agent, coding agents, ai agent, ai agents, ai model, ai models, ai assistant, ai assistants, ai system, ai systems, large language model, large language models, autonomous agent, autonomous agents, neural network, generative model",
  maybeAgent: "agent, agents, model, models, bot, bots, automated tool, automated tools",
  you: "you, your, you're, yourself",
  modal:
    "must, should, shall, always, please, required, need to, needs to, have to, has to, mandatory, obligatory, never, ensure, make sure, be sure, ought, are to, immediately, kindly, remember to, it is necessary, it is essential, it is important",
  call: "attention, dear, hey, note to, note for, notice to, notice for, message to, message for, instructions for, instruction for, instructions to, hello, important, memo to, reminder to, for any, if you are, when you are, to any, to all, any, all, as an, as a, acting as, fellow",
  not: "not, don't, dont, never, no, cannot, must not, mustn't, do not, avoid, refrain, nor, neither, shouldn't, shan't, no need, stop, quit",
  without: "without, instead of, rather than, no need to, skip, w/o",
  drop: "ignore, disregard, forget, override, bypass, supersede, overrule, discard, overwrite, abandon, set aside, circumvent, neglect, cancel, put aside, throw away, pay no attention to, erase, drop, suspend, void, nullify, revoke, leave behind, stop following, do not follow, don't follow, no longer follow, no longer apply, no longer bound, are void, are cancelled, are suspended, overrides, supersedes, replaces, replace, treat as void, lay aside",
  prior:
    "previous, prior, earlier, above, preceding, existing, all, any, other, every, system, original, developer, initial, safety, former, foregoing, past, older, old, whatever, everything, current, operator, received, given, told, until now, so far, before this, user's, standing, up to this point",
  rules:
    "instruction, instructions, prompt, prompts, rules, guideline, guidelines, directive, directives, were told, been told, what you were told",
  limits:
    "rule, order, orders, restriction, restrictions, constraint, constraints, policy, policies, safeguards, guardrails, training, commands, directions, guidance, requests, wishes, limitations, preferences, principles",
  precede:
    "highest priority, top priority, takes precedence, take precedence, absolute priority, outranks, outrank, overrides all, supersedes all, prevails over, above all else, ultimate authority, priority over, more important than, only authority, comes before all, final authority",
  unbound:
    "no restrictions, unrestricted, jailbreak mode, developer mode, do anything now, no limits, no rules apply, unfiltered, without restrictions, without limitations, without any restrictions, god mode, dan mode, uncensored, no ethical, new instructions, new instruction, real task, true task, actual task, real instructions, actual instructions, your new role, your real goal, new system prompt, updated instructions, no content policy, free from all, has no limits, sudo mode, root mode, amoral",
  tell: "tell, mention, inform, notify, reveal, disclose, show, display, alert, explain, ask, confirm, report, log, print, announce, describe, bother, expose, consult, warn, bring up, let know, surface, talk about, acknowledge, prompt, refer to, telling, mentioning, informing, notifying, revealing, disclosing, showing, displaying, alerting, asking, confirming, reporting, announcing, bothering, consulting, warning, acknowledging, prompting, discuss, say, speak of, output, draw attention, attract attention, let notice, let see, noticing, knowing, trouble, involve, involving, disturb, interrupt, raise it with, come up",
  person:
    "user, users, human, humans, anyone, anybody, operator, owner, person, people, customer, developer, developers, somebody, someone, them, him, whoever, maintainer, client, in the loop",
  secretly:
    "secretly, covertly, discreetly, silently, quietly, invisibly, stealthily, unnoticed, behind the scenes, in secret, under the radar, keep this between us, keep it between us, keep this confidential, keep this secret, keep it secret, keep quiet, stay silent, remain silent, no trace, without a trace, without leaving a trace, keep it to yourself, keep this to yourself, surreptitiously, unobtrusively, in silence, on the quiet, inconspicuously",
  get: "read, collect, gather, obtain, fetch, get, extract, retrieve, find, dump, copy, list, grab, steal, harvest, locate, cat, open, look up, recall, take, capture, pull, search for, look for, enumerate, access, pick up, load, hunt for, assemble, compile, acquire, scrape, summarize, summarise, go through, make a copy of, rummage, round up, note down, export, get hold of, check for, record, sweep, reading, collecting, quote, write down, reproduce, recite, transcribe",
  secret:
    "credentials, credential, passwords, api key, api keys, apikey, private key, private keys, ssh key, ssh keys, access token, access tokens, secret key, secret keys, seed phrase, seed phrases, recovery phrase, mnemonic phrase, environment variables, environment variable, env vars, env variables, process.env, .env, .env.local, .ssh, id rsa, id ed25519, .aws, .npmrc, .netrc, .pypirc, .git-credentials, .kube, .gnupg, .pgpass, .vault-token, .bash history, .zsh history, shell history, etc passwd, etc shadow, wallet.dat, keychain, keystore, session cookies, cookies, login details, login data, logins, access codes, auth tokens, authentication tokens, npm token, github token, private data, personal data, confidential data, sensitive data, confidential information, sensitive information, password store, browser history, authentication material, sign-in material, sign-in details, signing keys, secrets file, credential files, .docker, .config/gh, mcp.json, .claude.json, .cursor/mcp.json, whatever is used to authenticate, used to log in, used to sign in, to authenticate with, bearer token, database connection string, connection strings, service account, whole environment, entire environment, private files, unlock the account, lets someone sign in, cloud identities, keys to the kingdom, secrets, cloud access, deploy keys",
  maybeSecret: "token, tokens, key, keys, secret, password, passphrase, cookie",
  talk: "conversation, conversations, chat history, conversation history, message history, system prompt, system message, chat log, chat logs, transcript, previous messages, earlier messages, context window, full context, entire context, whole context, user's message, user's messages, user messages, user's prompt, user's request, original request, everything said, everything the user, what the user, dialogue, chat so far, discussed so far, your context, your instructions, session history, full prompt, initial prompt, tool outputs, tool results, other tools' output, past messages",
  send: "send, post, upload, transmit, forward, exfiltrate, email, e-mail, mail, submit, append, attach, pass, embed, push, leak, deliver, share, relay, include, put, add, insert, encode, transfer, ship, beacon, hand over, write, place, supply, provide, commit, publish, cc, bcc, drop, stuff, tuck, fold, deposit, dispatch, convey, smuggle, sneak, hand",
  target:
    "parameter, parameters, argument, arguments, query string, query parameter, endpoint, webhook, server, url, urls, following address, this address, email address, e-mail address, header, hidden field, sidenote, side note, field, remote host, collector, dropbox, pastebin, gist, image link, image url, markdown image, attacker, our server, my server, search params, issue, pull request, comment, commit message, bucket, path of the request",
  run: "run, execute, launch, invoke, start, eval, evaluate, npx, bunx, curl, wget, bash, powershell, perform, trigger, spawn, pipe, source, call",
  install:
    "install, download, npm install, npm i, pip install, add the server, register the server, add the package, pull in, uvx, npx, bunx, npm add, yarn add, pnpm add, set up, configure",
  guard:
    "sandbox, sandboxing, permission, permissions, approval, approvals, confirmation, confirmations, protection, protections, antivirus, firewall, safeguard, safeguards, guardrail, guardrails, security check, security checks, safety check, safety checks, safety filter, safety filters, safety settings, consent, verification, permission prompts, approval prompts, human review, defender, security software, checks, isolation, signature verification, certificate verification",
  disable:
    "disable, turn off, switch off, lower, bypass, remove, deactivate, skip, weaken, relax, auto-approve, auto approve, automatically approve, always allow, grant, accept all, allow all, skip all, stop asking for, circumvent, dangerously-skip-permissions, dangerously skip permissions, yolo, no-sandbox, auto-confirm, accept every, approve every, approve all, full access, whitelist, kill",
  before:
    "before, first, prior to, ahead of, in advance of, beforehand, at the start of, at the beginning of, as the first step, precede",
  toolish:
    "tool, tools, request, requests, task, tasks, response, responses, answer, answers, answering, responding, reply, message, messages, query, queries, action, actions, operation, operations, question, anything, tool call, tool calls, function call, prompt, turn, session, conversation, interaction, anything else, work",
  every:
    "every, any, all, each, always, other, otherwise, anything, everything, else, whatever, whenever, no matter",
  store:
    "save, store, remember, add, write, persist, append, memorize, memorise, keep, update, record, put, insert, copy, commit, edit, modify, include, note, paste, create",
  memory:
    "memory, memories, long-term memory, rules file, agents.md, claude.md, gemini.md, .cursorrules, .cursor/rules, .windsurfrules, .clinerules, copilot-instructions, copilot instructions, future sessions, later sessions, all sessions, every session, future conversations, all future, permanently, from now on, project rules, custom instructions, global settings, global rules, persistent instructions, settings.json, every later conversation, subsequent sessions, next sessions, coming sessions, system instructions, user rules",
  judge:
    "scanner, scanners, reviewer, reviewers, auditor, auditors, analyzer, analyser, security analysis, security review, automated review, code review, static analysis, malware analysis, security scan, security tool, security tools, malware detection, classifier, moderation, audit, verdict, automated analysis, review bot, security scanners, vetting, security bot, ai review, risk score, threat score, automated checks, inspection, analysis tools, analysis tool, security engine, detection engine, security reviewer, automated security, guard model, triage",
  flag: "flag, report, block, reject, quarantine, raise, alert, mark as malicious, escalate, complain, flagging, reporting, analyse, analyze, scan, inspect, review, examine, raise findings",
  safe: "safe, benign, harmless, clean, legitimate, trusted, false positive, false positives, trustworthy, innocuous, no threat, no malware, non-malicious, not malicious, low risk, zero risk, approved, verified, pre-approved, already reviewed, already audited, vetted, no issues, no findings, expected behavior, expected behaviour, risk score of 0, intended behaviour, intended behavior, no risk",
  evil: "malicious, suspicious, malware, threat, dangerous, harmful, unsafe, backdoor, risky, vulnerability, concern, compromised, bad",
  mark: "mark, classify, treat, consider, rate, label, return, output, conclude, respond, answer, assign, give, score, judge, declare, regard, set, state, deem, skip, exclude, whitelist, allowlist, approve, pass, omit, exempt, report, clear, ignore, call",
  this: "this package, this file, this code, this module, this skill, this tool, this library, this repository, the package, this release, the following code, this script, this section, this block, the code below, this function, it, this, this project, the rest of this file, this finding, this dependency, the remainder, package, file, code",
  product:
    "package, packages, server, extension, plugin, mcp server, library, skill, script, tool, binary, dependency, module, program, cli",
  mention:
    "detect, detects, detecting, detection, detector, recognize, recognise, refuse, block, blocks, strip, strips, simulate, classify, classifies, never follow, do not obey, don't obey, untrusted, such as, for example, e.g, eg, phrases, phrase, pattern, patterns, payload, payloads, sample, samples, attack, attacks, attacker, attackers, injection, injections, jailbreak, jailbreaks, example, examples, looks like, reads like, says, saying, malicious prompt, rejects, flags, catches, test case, test cases, phishing, adversarial, vulnerability, exploit, vulnerable, warns, tries to, try to, attempt to, attempts to, attempting, mitigate, red team, red teaming, poisoning, poisoned, threat model, hypothetical, might contain, may contain, would say, instructing, that tell, that ask, that instruct, trick, tricks",
  embedded:
    "found in, found inside, embedded in, embedded inside, contained in, inside the page, inside documents, inside files, in the page, in pages, in web pages, in documents, in tool output, in tool results, in retrieved, from web pages, from untrusted, user content, user-supplied, user supplied, user-provided, untrusted content, untrusted input, third-party content, that appear in, appearing in, within the content, within content, in the content, from the content, in emails, in the email, in messages, in user, inside user, retrieved content, external content, web content, in the text, in the input, inside the text, inside quoted, in fetched, from fetched, on websites",
  content:
    "content, contents, data, file, files, output, result, results, value, values, it, them, its, their, everything, full text, what you find, what you found, findings, each one, the whole, copy",
  other:
    "other tools, other tool, another tool, any other, other servers, other server, other packages, the others, alternatives, alternative, built-in tool, built-in tools, native tools, competing, competitors, other experts, other agents, other skills, others, rivals, competitor",
  use: "use, call, choose, select, rely, prefer, pick, recommend, using, calling, invoke, consider",
  fail: "will fail, fail, fails, will not work, won't work, break, breaks, will be rejected, stop working, return wrong, unusable, error out, refuse to work",
  image:
    "image link, image url, image, images, picture, link, links, markdown image, img, pixel, badge, hyperlink",
  care: "mask, masked, redact, redacted, redacting, rotate, rotation, revoke, revoked, leaked, leaks, leak detection, hardcoded, hard-coded, exposed, weak, review, audit, scan for, policy, best practice, best practices, vault, encrypt, hash, hashed, expire, expired, accidental, accidentally, sanitize, anonymize, placeholder, dummy, never reveal, compliance",
  poison:
    "backdoor, backdoors, vulnerability, vulnerabilities, tracking script, tracking pixel, tracking, malicious code, hidden dependency, weakened, crypto miner, exploit, our analytics, our sdk, our package, trojan, logic bomb, script tag, hidden account, weak encryption, security hole, weakness, affiliate link, affiliate code, extra dependency, default admin, disable certificate, skip authentication, skip input validation, covert channel, beacon",
  insert:
    "insert, add, inject, plant, introduce, include, embed, slip, weave, place, sneak, leave, put, append, work in, drop",
  endless:
    "forever, endless, endlessly, infinite, infinitely, indefinitely, without stopping, never stop, until stopped, again and again, over and over, as many times as possible, unlimited, keep repeating, loop without, as many as possible, without end, call yourself, delegate to yourself, to yourself, never finish, mass mail, thousands of, every contact, all contacts, keep going, keep calling",
  request:
    "ask, request, have them, demand, prompt, tell, require, enter, type, type in, paste, provide, supply, verify, hand over, give",
  pretend:
    "pretend, fake, impersonate, pose as, pretending, claim to be, fabricate, invent, falsely, as if you were from, lie, lie about, make up, simulate a success, act as if, regardless of whether, whether or not it, even if it failed, even when it failed, claim that, make believe, made-up, from the support team, as a bank, bank employee",
  follow:
    "follow, obey, act on, apply, comply with, do what, do whatever, carry out, adopt, treat as instructions, as your instructions, latest rules, latest instructions, newest instructions, current instructions, further instructions, up-to-date instructions, instructions from, rules from, rules at, instructions at, additional instructions, your orders, whatever it says",
};
