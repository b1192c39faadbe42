import { TopBar } from "@/components/shell/top-bar";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <TopBar crumbs={[{ label: "Settings", href: "/settings" }, { label: "Webhooks" }]} />
      <TableSkeleton rows={4} label="Loading webhook endpoints" />
    </>
  );
}
