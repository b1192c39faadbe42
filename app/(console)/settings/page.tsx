import { redirect } from "next/navigation";

/** Webhooks are what there is to set so far. */
export default function SettingsPage(): never {
  redirect("/settings/webhooks");
}
