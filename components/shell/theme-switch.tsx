"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { MenuButton } from "@/components/ui/menu";
import { THEME_COOKIE, THEMES, type Theme } from "./theme";

const ICON = { system: Monitor, light: Sun, dark: Moon };
const LABEL = { system: "As the system", light: "Light", dark: "Dark" };
const YEAR_SECONDS = 365 * 24 * 3600;

/** Shows the theme at once and keeps it for a year. */
export function applyTheme(theme: Theme): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where the console is served over plain http
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Light, dark, or as the system says; kept in a cookie so that the server draws the right one at once. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const Icon = ICON[theme];
  const entries = THEMES.map((id) => {
    const EntryIcon = ICON[id];
    return {
      id,
      label: LABEL[id],
      icon: <EntryIcon size={14} />,
      onAction: () => {
        applyTheme(id);
        setTheme(id);
      },
    };
  });
  return <MenuButton label={`Theme: ${LABEL[theme].toLowerCase()}`} icon={<Icon size={15} />} entries={entries} />;
}
