"use client";

import {
  BookOpen,
  Braces,
  CalendarClock,
  GitPullRequestArrow,
  LogOut,
  MoonStar,
  ScrollText,
  Settings,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { signOut } from "next-auth/react";
import { IconButton } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Mark } from "./mark";
import { PAGES, type PageId } from "./pages";
import type { Theme } from "./theme";
import { ThemeSwitch } from "./theme-switch";

const ICON = {
  review: GitPullRequestArrow,
  stores: BookOpen,
  sessions: ScrollText,
  dreams: MoonStar,
  schedules: CalendarClock,
  reference: Braces,
  settings: Settings,
};

export type RailProps = {
  /** Dreams that wait for a person. */
  reviewCount: number;
  /** Whether a dream is at work right now. */
  isDreaming: boolean;
  person: string;
  email: string;
  theme: Theme;
};

/** The way around: a rail on the left, icons only on middle widths, a bar at the bottom on narrow ones. */
export function Rail({ reviewCount, isDreaming, person, email, theme }: RailProps) {
  return (
    <div className="no-print flex shrink-0 flex-col bg-panel max-rail:fixed max-rail:inset-x-0 max-rail:bottom-0 max-rail:z-40 max-rail:flex-row max-rail:border-t rail:sticky rail:top-0 rail:h-dvh rail:w-12 rail:border-r full:w-48">
      <Link
        href="/"
        className="flex h-11 items-center gap-2 px-3.5 text-14 font-semibold tracking-tight text-ink max-rail:hidden"
      >
        <Mark />
        <span className="max-full:sr-only">Reverie</span>
      </Link>
      <nav aria-label="Console" className="flex flex-1 gap-0.5 p-1.5 max-rail:justify-around rail:flex-col">
        {PAGES.map((page) => (
          <RailLink
            key={page.id}
            page={page}
            count={page.id === "review" ? reviewCount : 0}
            isBusy={page.id === "dreams" && isDreaming}
          />
        ))}
      </nav>
      <div className="flex items-center gap-1 p-1.5 max-full:flex-col max-rail:hidden full:border-t">
        <div className="min-w-0 flex-1 px-1.5 text-12 max-full:sr-only">
          <p className="truncate font-medium">{person}</p>
          <p className="truncate text-ink-3">{email}</p>
        </div>
        <ThemeSwitch initial={theme} />
        <IconButton label={`Sign out ${person}`} onPress={() => signOut({ callbackUrl: "/sign-in" })}>
          <LogOut size={15} />
        </IconButton>
      </div>
    </div>
  );
}

/** A proposal belongs to what waits, although its address is below its dream. */
function pageOf(pathname: string): PageId | undefined {
  if (/^\/dreams\/[^/]+\/review$/.test(pathname)) return "review";
  return PAGES.find((page) => pathname.startsWith(page.href))?.id;
}

type RailLinkProps = {
  /** `short` stands in the bar of narrow screens. */
  page: { id: PageId; href: string; label: string; short?: string };
  count: number;
  isBusy: boolean;
};

function RailLink({ page, count, isBusy }: RailLinkProps) {
  const isCurrent = pageOf(usePathname()) === page.id;
  const Icon = ICON[page.id];
  return (
    <Link
      href={page.href}
      title={page.label}
      aria-current={isCurrent ? "page" : undefined}
      className={cx(
        "relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-14 max-rail:h-11 max-rail:flex-1 max-rail:flex-col max-rail:justify-center max-rail:gap-0.5 max-rail:text-12",
        isCurrent ? "bg-accent-soft font-medium text-accent" : "text-ink-2 hover:bg-hover hover:text-ink",
      )}
    >
      <Icon size={16} aria-hidden className="shrink-0" />
      <span className={cx("rail:max-full:sr-only", page.short && "max-rail:sr-only")}>{page.label}</span>
      {page.short && (
        <span aria-hidden className="rail:hidden">
          {page.short}
        </span>
      )}
      {count > 0 && (
        <span className="ml-auto rounded-sm bg-needs-soft px-1.5 text-12 font-medium text-needs ring-1 ring-needs/40 rail:max-full:absolute rail:max-full:-top-1 rail:max-full:right-0 max-rail:absolute max-rail:top-0.5 max-rail:left-1/2 max-rail:ml-2">
          {count}
          <span className="sr-only"> waiting</span>
        </span>
      )}
      {isBusy && (
        <span className="breathe ml-auto size-2 rounded-full bg-accent rail:max-full:absolute rail:max-full:top-1 rail:max-full:right-1 max-rail:absolute max-rail:top-1.5 max-rail:left-1/2 max-rail:ml-3">
          <span className="sr-only">a dream is running</span>
        </span>
      )}
    </Link>
  );
}
