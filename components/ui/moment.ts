/** The first moment of the time that is counted, so that a year still being typed is none. */
const EARLIEST_YEAR = 1970;

/**
 * The last millisecond of the second that a field of type `datetime-local` names, read as UTC, as RFC 3339: whatever the
 * console shows with that second has happened by then. Null when the text names no second.
 */
export function endOfSecond(text: string): string | null {
  const parts = /^(\d{4})-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.exec(text);
  if (parts === null || Number(parts[1]) < EARLIEST_YEAR) return null;
  const whole = parts[2] === undefined ? `${text}:00` : text;
  const at = new Date(`${whole}.999Z`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
