"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useRef, useState } from "react";
import { Input } from "react-aria-components/Input";
import { SearchField } from "react-aria-components/SearchField";
import { useHotkeys } from "@/components/shell/hotkeys";
import { cx } from "@/components/ui/cx";
import { inputClass } from "@/components/ui/text-field";
import { filterOperations, type NavSection } from "./filter-operations";
import { MethodBadge } from "./method-badge";

const BASE = "/docs/api";

/** All operations by section. Narrow screens show the sections only, until something is looked for. */
export function ReferenceNav({ sections }: { sections: NavSection[] }) {
  const [filter, setFilter] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const pathname = usePathname();
  useHotkeys("API reference", [{ keys: "/", label: "Find an operation", run: () => field.current?.focus() }]);
  const found = filterOperations(sections, filter);
  return (
    <div className="flex flex-col gap-3 p-3">
      <SearchField aria-label="Find an operation" value={filter} onChange={setFilter}>
        <Input
          ref={field}
          placeholder="Find an operation"
          className={cx(inputClass, "h-8 [&::-webkit-search-cancel-button]:hidden")}
        />
      </SearchField>
      <nav
        aria-label="API reference"
        className="flex flex-col gap-3 max-wide:flex-row max-wide:flex-wrap max-wide:gap-x-1"
      >
        <SectionLink href={BASE} label="Start" isCurrent={pathname === BASE} />
        {found.map((section) => (
          <div key={section.slug} className={filter === "" ? undefined : "max-wide:w-full"}>
            <SectionLink
              href={`${BASE}/${section.slug}`}
              label={section.name}
              isCurrent={pathname === `${BASE}/${section.slug}`}
            />
            <ul className={cx("mt-0.5", filter === "" && "max-wide:hidden")}>
              {section.operations.map((operation) => (
                <li key={operation.id}>
                  <Link
                    href={`${BASE}/${section.slug}#${operation.id}`}
                    title={`${operation.method.toUpperCase()} ${operation.path}`}
                    className="flex items-baseline gap-2 rounded-md px-2 py-1 text-13 text-ink-2 hover:bg-hover hover:text-ink"
                  >
                    <MethodBadge method={operation.method} className="w-8" />
                    <span className="min-w-0">{operation.summary}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <p role="status" className={found.length === 0 ? "px-2 text-13 text-ink-3" : "sr-only"}>
        {found.length === 0 ? "No operation has these words." : ""}
      </p>
    </div>
  );
}

function SectionLink({ href, label, isCurrent }: { href: string; label: string; isCurrent: boolean }) {
  return (
    <Link
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      className={cx(
        "block rounded-md px-2 py-1 text-13 font-medium",
        isCurrent ? "bg-accent-soft text-accent" : "text-ink hover:bg-hover",
      )}
    >
      {label}
    </Link>
  );
}
