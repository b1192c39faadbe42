"use client";

import { CircleHelp, Search } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { AccountMenu } from "./account-menu";
import { useShellLayer } from "./shell-frame";

export function TopBarTools() {
  const open = useShellLayer();
  return (
    <div className="flex items-center gap-1">
      <Button
        size="sm"
        variant="quiet"
        aria-label="Command menu"
        className="max-rail:hidden"
        onPress={() => open("commands")}
      >
        <Search size={14} />
        <Kbd>Ctrl K</Kbd>
      </Button>
      <IconButton label="Keyboard shortcuts" onPress={() => open("shortcuts")}>
        <CircleHelp size={15} />
      </IconButton>
      <div className="rail:hidden">
        <AccountMenu />
      </div>
    </div>
  );
}
