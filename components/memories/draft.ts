/** Text that was typed and not saved, kept in this tab under the memory's id. */
export type Draft = { text: string; at: string };

const key = (memoryId: string) => `reverie-draft-${memoryId}`;

export function keepDraft(memoryId: string, draft: Draft): void {
  sessionStorage.setItem(key(memoryId), JSON.stringify(draft));
}

export function dropDraft(memoryId: string): void {
  sessionStorage.removeItem(key(memoryId));
}

export function findDraft(memoryId: string): Draft | null {
  const stored = sessionStorage.getItem(key(memoryId));
  return stored ? (JSON.parse(stored) as Draft) : null;
}
