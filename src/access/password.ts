import { RegistryError } from "../errors.ts";

/** The cost that OWASP gives as its least for argon2id; memory in KiB. */
const cost = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;

const minLength = 8;
const maxLength = 256;

/**
 * A password that belongs to nobody, hashed at the same cost: checking against it makes an unknown
 * user take as long as a known one.
 */
const nobodysHash =
  "$argon2id$v=19$m=19456,t=2,p=1$S96hNvbbUjYyEJpO41hEegtAwRvJnII0vTEr3zj4em8$1WBwmNQivKF/m71AG156KR6GMRQrz4f8hb1Trtvh6UM";

/** @throws RegistryError `invalid` for one that is too short or too long */
export async function hashPassword(password: string): Promise<string> {
  if (password.length < minLength || password.length > maxLength) {
    throw new RegistryError(
      "invalid",
      `a password has ${minLength} to ${maxLength} characters; choose a longer one`,
      { fields: { code: "bad_password" } },
    );
  }
  return await Bun.password.hash(password, cost);
}

/** Whether a password fits a stored hash; without one, the same work and no. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  // Longer than any that was stored: not worth hashing, and known without looking at the user.
  if (password.length > maxLength || password === "") return false;
  const fits = await Bun.password.verify(password, hash ?? nobodysHash);
  return fits && hash !== null;
}

/** The refusal of a wrong password; without a Bearer challenge, or npm would blame the token. */
export function wrongPassword(): RegistryError {
  return new RegistryError("wrong_password", "the user name or the password is wrong");
}
