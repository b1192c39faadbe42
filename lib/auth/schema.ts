import { z } from "zod";

export const ApiKeyId = z.string().brand<"apikey">();
export type ApiKeyId = z.infer<typeof ApiKeyId>;
export const UserId = z.string().brand<"user">();
export type UserId = z.infer<typeof UserId>;

/** What the sign-in page sends. */
export const SignInBody = z.object({ email: z.string().max(320), password: z.string().max(256) });
