import { z } from "zod";
import { parseExpertKey } from "../../../expert/key.ts";
import { parsePackageName } from "../../../names/package-name.ts";

/** What tools are given, by the words that they all use for it. */
export const nameInput = z
  .string()
  .max(430)
  .describe("Name of a package, such as lib or @acme/lib.")
  .transform(parsePackageName);

export const versionInput = z
  .string()
  .regex(/^[\w.+-]{1,256}$/, "give an exact version such as 1.2.3")
  .describe("An exact version, such as 1.2.3.");

export const keyInput = z
  .string()
  .max(600)
  .describe("Key of an Expert: @org/name, @org/name@1.2.3 or @org/name@tag.")
  .transform(parseExpertKey);

export const limitInput = (usual: number, most: number) =>
  z.int().min(1).max(most).default(usual).describe("How many at most.");

export const offsetInput = z.int().min(0).max(10_000).default(0).describe("How many to skip.");
