"use client";

import { usePathname } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs";

/** The parts of a store. */
export function StoreTabs({ storeId }: { storeId: string }) {
  const pathname = usePathname();
  const base = `/stores/${storeId}`;
  const isFiles = pathname === base || pathname.startsWith(`${base}/files`);
  const others = [
    { href: `${base}/history`, label: "History" },
    { href: `${base}/sessions`, label: "Sessions" },
    { href: `${base}/dreams`, label: "Dreams" },
    { href: `${base}/effect`, label: "Effect" },
    { href: `${base}/search`, label: "Search" },
    { href: `${base}/policies`, label: "Policies" },
  ];
  return (
    <LinkTabs
      label="Parts of this store"
      tabs={[
        { href: base, label: "Files", current: isFiles },
        ...others.map((tab) => ({ ...tab, current: pathname.startsWith(tab.href) })),
      ]}
    />
  );
}
