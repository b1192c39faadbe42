/** The pages of the rail, in its order. `letter` follows `g`. */
export const PAGES = [
  { id: "review", href: "/review", label: "Review", letter: "r" },
  { id: "stores", href: "/stores", label: "Stores", letter: "s" },
  { id: "sessions", href: "/sessions", label: "Sessions", letter: "n" },
  { id: "dreams", href: "/dreams", label: "Dreams", letter: "d" },
  { id: "schedules", href: "/schedules", label: "Schedules", short: "Cron", letter: "c" },
  { id: "reference", href: "/docs/api", label: "API reference", short: "API", letter: "a" },
  { id: "settings", href: "/settings", label: "Settings", letter: "t" },
] as const;

export type PageId = (typeof PAGES)[number]["id"];
