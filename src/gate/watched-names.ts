/** Names with fewer dependents than the best known that are worth imitating: they hold keys or run agents. */
export const watchedNames: ReadonlySet<string> = new Set(
  `
  openai @anthropic-ai/sdk @anthropic-ai/claude-code @google/generative-ai @google/gemini-cli
  @modelcontextprotocol/sdk @modelcontextprotocol/inspector @openai/codex @openai/agents
  @mistralai/mistralai cohere-ai groq-sdk ollama langchain @langchain/core llamaindex
  web3 viem wagmi hardhat bitcoinjs-lib @solana/web3.js @solana/spl-token @coral-xyz/anchor
  @ledgerhq/hw-transport @metamask/sdk @walletconnect/client ethereumjs-util
  stripe twilio @sendgrid/mail nodemailer discord.js telegraf @slack/bolt @slack/web-api
  playwright @playwright/test selenium-webdriver better-sqlite3 sqlite3 bcrypt keytar node-gyp
  firebase-tools firebase-admin wrangler vercel netlify-cli aws-cdk serverless @octokit/rest
  @actions/core pnpm yarn bun corepack npm-check-updates electron electron-builder
  passport next-auth @auth/core jose keycloak-js @aws-sdk/client-s3 @supabase/supabase-js
  mysql2 ioredis mongodb sequelize typeorm prisma @prisma/client fastify hono
  @perstack/runtime @perstack/base perstack
  `
    .trim()
    .split(/\s+/),
);
