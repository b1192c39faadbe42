const DAY_MS = 86_400_000;

/** Instants of the demo week, counted back from the day on which it is built; all times are UTC. */
export class Calendar {
  constructor(private readonly now: Date) {}

  /** `2026-11-15` */
  day(daysAgo: number): string {
    return new Date(this.now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10);
  }

  /** @param time `HH:MM:SS` */
  at(daysAgo: number, time: string): Date {
    return new Date(`${this.day(daysAgo)}T${time}Z`);
  }

  /** `2026-11-15T02:13:04Z` @param time `HH:MM:SS` */
  stamp(daysAgo: number, time: string): string {
    return `${this.day(daysAgo)}T${time}Z`;
  }
}
