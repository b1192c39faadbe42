import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { database } from "@/lib/db/client";
import { authenticateUser } from "./authenticate-user";
import { SignInBody } from "./schema";

/** Sign-in with e-mail and password; the session is a signed cookie that names the person, nothing else. */
export const authOptions: NextAuthOptions = {
  session: { strategy: "jwt", maxAge: 7 * 24 * 60 * 60 },
  pages: { signIn: "/sign-in" },
  providers: [
    CredentialsProvider({
      name: "E-mail and password",
      credentials: { email: { type: "email" }, password: { type: "password" } },
      async authorize(credentials) {
        const body = SignInBody.safeParse(credentials);
        const user = body.success ? await authenticateUser(database(), body.data) : null;
        return user === null ? null : { id: user.id, email: user.email, name: user.name };
      },
    }),
  ],
};
