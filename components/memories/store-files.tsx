"use client";

import { FilePlus2 } from "lucide-react";
import { usePathname } from "next/navigation";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { LinkSpaceProvider } from "@/components/markdown/memory-link";
import { useHotkeys } from "@/components/shell/hotkeys";
import type { Action } from "@/components/ui/action";
import { Button } from "@/components/ui/button";
import { SplitPane } from "@/components/ui/split-pane";
import type { TreeFile } from "./build-tree";
import { FileTree } from "./file-tree";
import { NewFileDialog } from "./new-file-dialog";

type Files = { storeId: string; idByPath: Map<string, string> };
const FilesContext = createContext<Files>({ storeId: "", idByPath: new Map() });

export type CreateMemory = Action<{ store_id: string; path: string; content: string }, { id: string }>;

type Props = { storeId: string; files: TreeFile[]; isArchived: boolean; create: CreateMemory; children: ReactNode };

/** The files of a store on the left, the one that is open beside them. */
export function StoreFiles({ storeId, files, isArchived, create, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const known = useMemo(
    () => ({ storeId, idByPath: new Map(files.map((file) => [file.path, file.id])) }),
    [storeId, files],
  );
  useHotkeys("Store ", isArchived ? [] : [{ keys: "c", label: "New file", run: () => setOpen(true) }]);
  return (
    <FilesContext value={known}>
      <SplitPane
        left={{
          label: "files",
          width: 256,
          onlyWide: usePathname().includes("/files/"),
          content: (
            <div className="flex flex-col wide:h-full">
              <FileTree files={files} hrefOf={(id) => `/stores/${storeId}/files/${id}`} />
              {!isArchived && (
                <div className="border-t p-2">
                  <Button size="sm" variant="quiet" className="w-full justify-start!" onPress={() => setOpen(true)}>
                    <FilePlus2 size={14} />
                    New file
                  </Button>
                </div>
              )}
            </div>
          ),
        }}
      >
        {children}
      </SplitPane>
      <NewFileDialog storeId={storeId} isOpen={isOpen} onClose={() => setOpen(false)} create={create} />
    </FilesContext>
  );
}

/** Lets links in the memory at `path` find the other files of the store. */
export function MemoryLinks({ path, children }: { path: string; children: ReactNode }) {
  const { storeId, idByPath } = useContext(FilesContext);
  const space = useMemo(
    () => ({
      path,
      hrefOf: (target: string) => {
        const id = idByPath.get(target);
        return id ? `/stores/${storeId}/files/${id}` : null;
      },
    }),
    [path, storeId, idByPath],
  );
  return <LinkSpaceProvider space={space}>{children}</LinkSpaceProvider>;
}
