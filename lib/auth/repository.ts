import type { ApiKeyId, UserId } from "@/lib/auth/schema";
import type { WorkspaceId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/database";

export type ApiKeyRow = { id: ApiKeyId; workspaceId: WorkspaceId; scopes: string[] };
export type UserRow = { id: UserId; workspaceId: WorkspaceId; email: string; name: string; passwordHash: string };

export async function findApiKey(db: Database, keySha256: string): Promise<ApiKeyRow | null> {
  const row = await db.prisma.apiKey.findFirst({
    where: { keySha256, revokedAt: null },
    select: { id: true, workspaceId: true, scopes: true },
  });
  return row as ApiKeyRow | null;
}

const userFields = { id: true, workspaceId: true, email: true, name: true, passwordHash: true } as const;

export async function findUserByEmail(db: Database, email: string): Promise<UserRow | null> {
  return (await db.prisma.user.findUnique({ where: { email }, select: userFields })) as UserRow | null;
}

export async function findFirstUser(db: Database): Promise<UserRow | null> {
  return (await db.prisma.user.findFirst({ orderBy: { createdAt: "asc" }, select: userFields })) as UserRow | null;
}

export async function listUserNames(db: Database, workspaceId: WorkspaceId): Promise<{ id: string; name: string }[]> {
  return db.prisma.user.findMany({ where: { workspaceId }, select: { id: true, name: true } });
}

export async function listApiKeyNames(db: Database, workspaceId: WorkspaceId): Promise<{ id: string; name: string }[]> {
  return db.prisma.apiKey.findMany({ where: { workspaceId }, select: { id: true, name: true } });
}

export async function findFirstWorkspaceId(db: Database): Promise<WorkspaceId | null> {
  const row = await db.prisma.workspace.findFirst({ orderBy: { createdAt: "asc" }, select: { id: true } });
  return (row?.id ?? null) as WorkspaceId | null;
}

export async function insertWorkspace(db: Database, row: { id: string; name: string; createdAt: Date }): Promise<void> {
  await db.prisma.workspace.create({ data: row });
}

export async function insertUser(db: Database, row: UserRow & { createdAt: Date }): Promise<void> {
  await db.prisma.user.create({ data: row });
}

export async function updateUserPassword(db: Database, id: string, passwordHash: string): Promise<void> {
  await db.prisma.user.update({ where: { id }, data: { passwordHash } });
}

export type NewApiKey = {
  id: string;
  workspaceId: string;
  name: string;
  keySha256: string;
  hint: string;
  scopes: string[];
  createdAt: Date;
};

/** A key that is known already stays as it is. */
export async function insertApiKey(db: Database, row: NewApiKey): Promise<void> {
  await db.prisma.apiKey.createMany({ data: [row], skipDuplicates: true });
}
