"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { isTyping, matchHotkey } from "./match-hotkey";

export type Hotkey = { keys: string; label: string; run: () => void };
export type HotkeyGroup = { name: string; hotkeys: Hotkey[] };

type Registry = {
  add: (id: symbol, group: HotkeyGroup) => void;
  remove: (id: symbol) => void;
  groups: () => HotkeyGroup[];
  enabled: boolean;
  setEnabled: (enabled: boolean) => void;
};

const STORAGE_KEY = "reverie-single-keys";
const SEQUENCE_MS = 1200;
const HotkeyRegistry = createContext<Registry | null>(null);

/** Listens once for all single-key shortcuts of the page. They rest while somebody types, and can be switched off. */
export function HotkeyProvider({ children }: { children: ReactNode }) {
  const groups = useRef(new Map<symbol, HotkeyGroup>());
  const [enabled, setEnabledState] = useState(true);

  useEffect(() => setEnabledState(localStorage.getItem(STORAGE_KEY) !== "off"), []);

  useEffect(() => {
    if (!enabled) return;
    let pending = "";
    let pendingAt = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      const typed = event.timeStamp - pendingAt < SEQUENCE_MS && pending ? `${pending} ${event.key}` : event.key;
      const all = [...groups.current.values()].flatMap((group) => group.hotkeys);
      const { hit, isPrefix } = matchHotkey(all, typed, event.key);
      pending = isPrefix ? typed : "";
      pendingAt = event.timeStamp;
      if (!hit) return;
      event.preventDefault();
      hit.run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [enabled]);

  const setEnabled = useCallback((next: boolean) => {
    localStorage.setItem(STORAGE_KEY, next ? "on" : "off");
    setEnabledState(next);
  }, []);

  const registry = useMemo<Registry>(
    () => ({
      add: (id, group) => groups.current.set(id, group),
      remove: (id) => groups.current.delete(id),
      groups: () => [...groups.current.values()],
      enabled,
      setEnabled,
    }),
    [enabled, setEnabled],
  );
  return <HotkeyRegistry value={registry}>{children}</HotkeyRegistry>;
}

export function useHotkeyRegistry(): Registry | null {
  return useContext(HotkeyRegistry);
}

/** Offers shortcuts while the caller is on the page; they also appear in the `?` sheet under `name`. */
export function useHotkeys(name: string, hotkeys: Hotkey[]): void {
  const registry = useContext(HotkeyRegistry);
  const [id] = useState(() => Symbol(name));
  useEffect(() => {
    registry?.add(id, { name, hotkeys });
  });
  useEffect(() => () => registry?.remove(id), [registry, id]);
}
