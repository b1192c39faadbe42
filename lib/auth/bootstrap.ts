import { verify } from "@node-rs/argon2";
import { sha256 } from "@/lib/core/hash";
import { newId } from "@/lib/core/ids";
import { type Database, withAdvisoryLock } from "@/lib/db/database";
import { hashPassword } from "./authenticate-user";
import {
  findFirstWorkspaceId,
  findUserByEmail,
  insertApiKey,
  insertUser,
  insertWorkspace,
  updateUserPassword,
} from "./repository";
import { SCOPES } from "./scopes";

export type Bootstrap = { email: string; password: string; apiKey: string; now?: Date };

/** Processes that start at once take turns. */
const ADVISORY_LOCK_KEY = 72707370;

/**
 * Makes sure that the workspace, its first person and its first API key exist as given. Running it again with the same
 * values changes nothing; a changed password or a new key takes effect.
 */
export async function bootstrap(db: Database, input: Bootstrap): Promise<void> {
  await withAdvisoryLock(db, ADVISORY_LOCK_KEY, () => ensure(db, input));
}

async function ensure(db: Database, input: Bootstrap): Promise<void> {
  const createdAt = input.now ?? new Date();
  const workspaceId = (await findFirstWorkspaceId(db)) ?? newId("wrkspc");
  if ((await findFirstWorkspaceId(db)) === null) {
    await insertWorkspace(db, { id: workspaceId, name: "Default", createdAt });
  }
  const email = input.email.trim().toLowerCase();
  const user = await findUserByEmail(db, email);
  if (user === null) {
    const passwordHash = await hashPassword(input.password);
    const name = email.split("@")[0] ?? email;
    await insertUser(db, { id: newId("user"), workspaceId, email, name, passwordHash, createdAt });
  } else if (!(await verify(user.passwordHash, input.password))) {
    await updateUserPassword(db, user.id, await hashPassword(input.password));
  }
  await insertApiKey(db, {
    id: newId("apikey"),
    workspaceId,
    name: "Bootstrap key",
    keySha256: sha256(input.apiKey),
    hint: input.apiKey.slice(-4),
    scopes: [...SCOPES],
    createdAt,
  });
}
