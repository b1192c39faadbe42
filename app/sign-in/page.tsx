import type { Metadata } from "next";
import { Mark } from "@/components/shell/mark";
import { SignInForm } from "@/components/shell/sign-in-form";
import { parseUrl } from "@/components/ui/parse-url";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ callbackUrl?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams;
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 p-4 pb-[20vh]">
      <header className="flex items-center gap-3">
        <Mark size={28} />
        <div>
          <h1 className="text-20 leading-6 font-semibold tracking-tight">Reverie</h1>
          <p className="text-13 text-ink-2">What your agents remember.</p>
        </div>
      </header>
      <SignInForm backTo={localPath(callbackUrl)} />
      <p className="border-t pt-4 text-12 text-ink-3">
        The first start made an administrator and wrote its e-mail and password to{" "}
        <code className="font-mono">credentials</code> in the data folder.
      </p>
    </main>
  );
}

/** Only a path of this console: an address of another host in the query must not be followed. */
function localPath(callbackUrl: string | string[] | undefined): string {
  if (typeof callbackUrl !== "string") return "/";
  const base = "http://console.invalid";
  const url = parseUrl(callbackUrl, base);
  if (!url) return "/";
  return url.origin === base || /^https?:$/.test(url.protocol) ? `${url.pathname}${url.search}` : "/";
}
