"use client";

import { CircleUser, LogOut, MoonStar, Sun } from "lucide-react";
import { signOut } from "next-auth/react";
import { MenuButton } from "@/components/ui/menu";
import { applyTheme } from "./theme-switch";

/** Theme and sign-out where there is no rail to hold them. */
export function AccountMenu() {
  return (
    <MenuButton
      label="Account"
      icon={<CircleUser size={16} />}
      entries={[
        { id: "light", label: "Light theme", icon: <Sun size={14} />, onAction: () => applyTheme("light") },
        { id: "dark", label: "Dark theme", icon: <MoonStar size={14} />, onAction: () => applyTheme("dark") },
        {
          id: "sign-out",
          label: "Sign out",
          icon: <LogOut size={14} />,
          onAction: () => signOut({ callbackUrl: "/sign-in" }),
        },
      ]}
    />
  );
}
