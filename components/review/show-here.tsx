"use client";

/** Opens the place that a quote is from beside the review. */
export function ShowHere({ onPress }: { onPress: () => void }) {
  return (
    <button type="button" onClick={onPress} className="min-h-6 text-accent hover:underline">
      show here
    </button>
  );
}
