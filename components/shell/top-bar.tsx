import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { TopBarTools } from "./top-bar-tools";

export type Crumb = { label: string; href?: string; mono?: boolean };

/** Where one is. The last crumb is the page itself and is its heading. */
export function TopBar({ crumbs, actions }: { crumbs: Crumb[]; actions?: ReactNode }) {
  return (
    <header className="no-print sticky top-0 z-30 flex h-11 shrink-0 items-center gap-3 border-b bg-paper px-4">
      <nav aria-label="Where you are" className="flex min-w-0 flex-1 items-center gap-1.5 text-13">
        {crumbs.map((crumb, index) => (
          <Fragment key={crumb.href ?? crumb.label}>
            {index > 0 && (
              <span aria-hidden className="text-ink-3">
                /
              </span>
            )}
            <CrumbText crumb={crumb} isLast={index === crumbs.length - 1} />
          </Fragment>
        ))}
      </nav>
      {actions}
      <TopBarTools />
    </header>
  );
}

function CrumbText({ crumb, isLast }: { crumb: Crumb; isLast: boolean }) {
  const look = `truncate ${crumb.mono ? "font-mono" : ""}`;
  if (isLast || !crumb.href) {
    return (
      <h1 aria-current="page" className={`${look} min-w-0 font-medium text-ink`}>
        {crumb.label}
      </h1>
    );
  }
  return (
    <Link href={crumb.href} className={`${look} shrink-0 text-ink-2 hover:text-ink max-rail:max-w-28`}>
      {crumb.label}
    </Link>
  );
}
