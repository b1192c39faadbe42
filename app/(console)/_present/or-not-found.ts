import { notFound } from "next/navigation";
import { AppError } from "@/lib/core/errors";

/** Shows the "not found" page where a verb says that something is missing. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
