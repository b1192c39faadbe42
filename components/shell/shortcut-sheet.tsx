"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { type HotkeyGroup, useHotkeyRegistry } from "./hotkeys";
import { keyNames } from "./match-hotkey";

const FIXED: HotkeyGroup = { name: "Always", hotkeys: [{ keys: "Ctrl K", label: "Command menu", run: () => {} }] };

export function ShortcutSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const registry = useHotkeyRegistry();
  const groups = isOpen && registry ? [...registry.groups().filter(({ hotkeys }) => hotkeys.length > 0), FIXED] : [];
  return (
    <Dialog title="Keyboard shortcuts" size="md" isOpen={isOpen} onClose={onClose}>
      <div className="grid gap-x-8 gap-y-5 rail:grid-cols-2">
        {groups.map((group) => (
          <section key={group.name}>
            <h3 className="mb-1 text-12 font-medium text-ink-3">{group.name}</h3>
            <dl className="text-13">
              {group.hotkeys.map((hotkey) => (
                <div key={hotkey.keys} className="flex items-center justify-between gap-4 border-b py-1 last:border-0">
                  <dt className="text-ink-2">{hotkey.label}</dt>
                  <dd className="flex gap-1">
                    {keyNames(hotkey.keys).map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="mt-4 border-t pt-3">
        <Checkbox isSelected={registry?.enabled ?? true} onChange={(on) => registry?.setEnabled(on)}>
          Single-key shortcuts
        </Checkbox>
      </div>
    </Dialog>
  );
}
