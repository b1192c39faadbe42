"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { ClockProvider } from "@/components/ui/clock";
import { useGo } from "@/components/ui/leave-guard";
import { Toasts } from "@/components/ui/toast";
import { type Command, CommandMenu } from "./command-menu";
import { HotkeyProvider, useHotkeys } from "./hotkeys";
import { PAGES } from "./pages";
import { ShortcutSheet } from "./shortcut-sheet";

type Layer = "commands" | "shortcuts" | null;
const OpenLayer = createContext<(layer: Layer) => void>(() => {});

/** Opens the command menu or the shortcut sheet. */
export function useShellLayer(): (layer: Layer) => void {
  return useContext(OpenLayer);
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "en");

type Props = { now: number; stores: { id: string; name: string }[]; children: ReactNode };

/** What every page of the console lives in: clock, shortcuts, command menu, toasts. */
export function ShellFrame({ now, stores, children }: Props) {
  const [layer, setLayer] = useState<Layer>(null);
  const commands = useMemo<Command[]>(
    () => [
      ...PAGES.map((page) => ({ id: page.id, label: page.label, href: page.href, kind: "Page" })),
      { id: "new-dream", label: "Start a dream", href: "/dreams/new", kind: "Action" },
      // By name, so that a store comes before the results of its dreams, which begin with its name.
      ...stores
        .toSorted(byName)
        .map((store) => ({ id: store.id, label: store.name, href: `/stores/${store.id}`, kind: "Store" })),
    ],
    [stores],
  );
  return (
    <I18nProvider locale="en-US">
      <ClockProvider now={now}>
        <HotkeyProvider>
          <OpenLayer value={setLayer}>
            <GlobalKeys />
            {children}
            <CommandMenu isOpen={layer === "commands"} onClose={() => setLayer(null)} commands={commands} />
            <ShortcutSheet isOpen={layer === "shortcuts"} onClose={() => setLayer(null)} />
            <Toasts />
          </OpenLayer>
        </HotkeyProvider>
      </ClockProvider>
    </I18nProvider>
  );
}

function GlobalKeys() {
  const go = useGo();
  const open = useShellLayer();
  useHotkeys("Everywhere", [
    ...PAGES.map((page) => ({
      keys: `g ${page.letter}`,
      label: `Go to ${page.label}`,
      run: () => go(page.href),
    })),
    { keys: "?", label: "This list", run: () => open("shortcuts") },
  ]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open("commands");
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [open]);
  return null;
}
