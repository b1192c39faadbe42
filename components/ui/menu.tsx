"use client";

import type { ReactNode } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { IconButton } from "./button";
import { cx } from "./cx";
import { menuItemClass, popoverClass } from "./floating-style";

export type MenuEntry = { id: string; label: string; icon?: ReactNode; danger?: boolean; onAction: () => void };

/** A small button that opens a list of actions. */
export function MenuButton({ label, icon, entries }: { label: string; icon: ReactNode; entries: MenuEntry[] }) {
  return (
    <MenuTrigger>
      <IconButton label={label}>{icon}</IconButton>
      <Popover placement="bottom end" className={cx(popoverClass, "min-w-44")}>
        <AriaMenu
          className="p-1 outline-none"
          onAction={(key) => entries.find((entry) => entry.id === key)?.onAction()}
        >
          {entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              className={cx(menuItemClass, entry.danger && "text-removed")}
            >
              {entry.icon}
              {entry.label}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
