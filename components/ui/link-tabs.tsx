import Link from "next/link";
import { cx } from "./cx";

export type LinkTab = { href: string; label: string; count?: number | undefined; current: boolean };

/** Tabs that are pages: each has an address, so they are links in a nav. */
export function LinkTabs({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  return (
    <nav aria-label={label} className="flex gap-4 overflow-x-auto">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
          className={cx(
            "-mb-px border-b-2 pt-1 pb-1.5 text-13 whitespace-nowrap",
            tab.current ? "border-accent font-medium text-ink" : "border-transparent text-ink-2 hover:text-ink",
          )}
        >
          {tab.label}
          {tab.count !== undefined && <span className="ml-1.5 text-12 text-ink-3">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** A small group of views of the same thing, as links; exactly one is current. */
export function LinkSegments({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  return (
    <nav aria-label={label} className="inline-flex rounded-md border bg-panel p-0.5">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          aria-current={tab.current ? "page" : undefined}
          className={cx(
            "rounded-sm px-2 py-0.5 text-13",
            tab.current ? "bg-raised font-medium text-ink ring-1 ring-line" : "text-ink-2 hover:text-ink",
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
