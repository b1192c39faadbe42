import { defineConfig } from "prisma/config";

// The address matters to `prisma migrate` only; the server itself gets its own from lib/env.ts.
export default defineConfig({
  schema: "prisma/models",
  migrations: { path: "prisma/migrations" },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});
