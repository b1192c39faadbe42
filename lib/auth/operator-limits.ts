import { settings } from "@/lib/env";
import type { Limits } from "./context";

/** The limits of this process's settings. */
export function operatorLimits(): Limits {
  const { memoriesPerStoreMax, writeSafety } = settings();
  return { memoriesPerStoreMax, writeSafety };
}
