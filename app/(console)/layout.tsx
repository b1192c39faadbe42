import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Rail } from "@/components/shell/rail";
import { ShellFrame } from "@/components/shell/shell-frame";
import { parseTheme, THEME_COOKIE } from "@/components/shell/theme";
import { findConsoleSession } from "@/lib/auth/console-context";
import { countWaitingReviews } from "@/lib/dreams/count-waiting-reviews";
import { listDreams } from "@/lib/dreams/list-dreams";
import { listStores } from "@/lib/stores/list-stores";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await findConsoleSession();
  if (!session) redirect("/sign-in");
  const { ctx, user } = session;
  const [reviewCount, running, stores, jar] = await Promise.all([
    countWaitingReviews(ctx),
    listDreams(ctx, { statuses: ["pending", "running"], limit: 1 }),
    listStores(ctx, { limit: 100 }),
    cookies(),
  ]);
  return (
    <ShellFrame now={ctx.now().getTime()} stores={stores.data.map((store) => ({ id: store.id, name: store.name }))}>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-raised focus:p-2"
      >
        Skip to the page
      </a>
      <div className="flex min-h-dvh">
        <Rail
          reviewCount={reviewCount}
          isDreaming={running.data.length > 0}
          person={user.name || user.email}
          email={user.email}
          theme={parseTheme(jar.get(THEME_COOKIE)?.value)}
        />
        <main
          id="main"
          tabIndex={-1}
          className="outline-none flex min-w-0 flex-1 flex-col max-rail:pb-14 wide:h-dvh print:h-auto"
        >
          {children}
        </main>
      </div>
    </ShellFrame>
  );
}
