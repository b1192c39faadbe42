import { redirect } from "next/navigation";
import { consoleContext } from "@/lib/auth/console-context";
import { countWaitingReviews } from "@/lib/dreams/count-waiting-reviews";

/** What waits for a person comes first; with nothing waiting, the stores. */
export default async function HomePage() {
  const ctx = await consoleContext();
  redirect((await countWaitingReviews(ctx)) > 0 ? "/review" : "/stores");
}
