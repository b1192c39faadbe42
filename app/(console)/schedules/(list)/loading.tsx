import { TopBar } from "@/components/shell/top-bar";
import { TableSkeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <>
      <TopBar crumbs={[{ label: "Schedules" }]} />
      <TableSkeleton label="Loading schedules" />
    </>
  );
}
