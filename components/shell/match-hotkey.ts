type Keyed = { keys: string };

/**
 * Finds the shortcut for what was typed so far ("g s"), else for the last key alone.
 * `isPrefix` says that more keys may follow.
 */
export function matchHotkey<Hotkey extends Keyed>(
  hotkeys: Hotkey[],
  typed: string,
  lastKey: string,
): { hit: Hotkey | null; isPrefix: boolean } {
  const hit = hotkeys.find((hotkey) => hotkey.keys === typed) ?? hotkeys.find((hotkey) => hotkey.keys === lastKey);
  if (hit) return { hit, isPrefix: false };
  return { hit: null, isPrefix: hotkeys.some((hotkey) => hotkey.keys.startsWith(`${typed} `)) };
}

/** The keys to press, as they are printed on a keyboard: `A` is Shift and a. */
export function keyNames(keys: string): string[] {
  return /^[A-Z]$/.test(keys) ? ["Shift", keys.toLowerCase()] : keys.split(" ");
}

const OWN_KEYS =
  "input, textarea, select, [contenteditable='true'], [role='treegrid'], [role='listbox'], [role='menu'], [role='dialog']";

/** True where letters already mean something: fields, editors, trees and lists with type-ahead, open dialogs. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target.closest(OWN_KEYS) : null;
  return element !== null && !(element instanceof HTMLInputElement && element.type === "checkbox");
}
