import { z } from "zod";

/** What a credential may do. `…:write` does not include `…:read`. */
export const SCOPES = [
  "stores:read",
  "stores:write",
  "memories:read",
  "memories:write",
  "sessions:read",
  "sessions:write",
  "dreams:read",
  "dreams:write",
  "webhooks:read",
  "webhooks:write",
] as const;

export const Scope = z.enum(SCOPES);
export type Scope = z.infer<typeof Scope>;
