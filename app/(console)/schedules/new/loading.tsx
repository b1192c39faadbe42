import { FormSkeleton } from "@/components/schedules/form-skeleton";
import { TopBar } from "@/components/shell/top-bar";

export default function Loading() {
  return (
    <>
      <TopBar crumbs={[{ label: "Schedules", href: "/schedules" }, { label: "Create a schedule" }]} />
      <FormSkeleton />
    </>
  );
}
