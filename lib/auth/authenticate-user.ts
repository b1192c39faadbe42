import { hash, verify } from "@node-rs/argon2";
import type { Database } from "@/lib/db/database";
import { findUserByEmail, type UserRow } from "./repository";

/** Spent when the address is unknown, so that the answer's time does not tell which addresses exist. */
let decoy: Promise<string> | undefined;

/** Argon2id with the library's defaults (RFC 9106: 19 MiB, two passes), as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** The person with this address and password, or null. */
export async function authenticateUser(
  db: Database,
  input: { email: string; password: string },
): Promise<UserRow | null> {
  const user = await findUserByEmail(db, input.email.trim().toLowerCase());
  decoy ??= hashPassword("no such person");
  const matches = await verify(user?.passwordHash ?? (await decoy), input.password);
  return user !== null && matches ? user : null;
}
