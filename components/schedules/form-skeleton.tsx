import { Skeleton } from "@/components/ui/skeleton";

/** Holds the place of a schedule's form. */
export function FormSkeleton() {
  return (
    <div role="status" aria-label="Loading the schedule" className="flex max-w-3xl flex-col gap-6 p-4">
      <div className="grid gap-4 rail:grid-cols-2">
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
      <Skeleton className="h-64" />
      <Skeleton className="h-32" />
      <Skeleton className="h-40" />
    </div>
  );
}
