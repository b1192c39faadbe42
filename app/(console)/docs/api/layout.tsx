import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { ReferenceNav } from "@/components/api-reference/reference-nav";
import { TopBar } from "@/components/shell/top-bar";
import { buttonClass } from "@/components/ui/button-style";
import { SplitPane } from "@/components/ui/split-pane";
import { navSections } from "./_reference/reference";

/** The list of operations stays where it is while the pages change. */
export default function ReferenceLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar
        crumbs={[{ label: "API reference" }]}
        actions={
          <a href="/openapi.json" download="reverie-openapi.json" className={buttonClass("default", "sm")}>
            <Download size={14} aria-hidden />
            OpenAPI 3.1
          </a>
        }
      />
      <SplitPane left={{ label: "Operations", content: <ReferenceNav sections={navSections} />, width: 288 }}>
        {children}
      </SplitPane>
    </>
  );
}
