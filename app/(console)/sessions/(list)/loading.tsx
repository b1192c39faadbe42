import { TopBar } from "@/components/shell/top-bar";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <TopBar crumbs={[{ label: "Sessions" }]} />
      <div className="h-12 border-b" />
      <TableSkeleton label="Loading sessions" />
    </>
  );
}
