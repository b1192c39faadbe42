"use client";

import { useRouter } from "next/navigation";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { TextField } from "@/components/ui/text-field";

/** Ends at `backTo`, a path of this console. */
export function SignInForm({ backTo }: { backTo: string }) {
  const router = useRouter();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setProblem(null);
    const result = await signIn("credentials", {
      email: form.get("email"),
      password: form.get("password"),
      redirect: false,
    }).catch(() => null);
    if (result?.ok && !result.error) {
      router.replace(backTo);
      router.refresh();
      return;
    }
    setPending(false);
    setProblem(
      result?.error === "CredentialsSignin"
        ? "E-mail and password do not belong together. Check both and try again."
        : "The server did not answer as expected. Check that it is running, then try again.",
    );
  };

  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-3">
      {problem && <Note tone="error">{problem}</Note>}
      <TextField label="E-mail" name="email" type="email" autoComplete="username" isRequired autoFocus />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" isRequired />
      <Button type="submit" variant="primary" isPending={isPending} className="mt-1">
        {isPending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
