import type { ReactNode } from "react";
import { cx } from "./cx";

export type Column = {
  key: string;
  label: ReactNode;
  align?: "right";
  className?: string;
  hideBelow?: "rail" | "wide";
};

const HIDE = { rail: "max-rail:hidden", wide: "max-wide:hidden" };

function cellClass(column: Column): string {
  return cx(column.align === "right" && "text-right", column.hideBelow && HIDE[column.hideBelow], column.className);
}

/** A plain table with hairlines. Rows are whole lines: the first cell holds the link, which covers its row. */
export function Table({ label, columns, children }: { label: string; columns: Column[]; children: ReactNode }) {
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-13">
      <thead>
        <tr className="border-b">
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={cx("px-3 py-1.5 text-left text-12 font-medium text-ink-3", cellClass(column))}
            >
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function Row({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <tr className={cx("group/row relative border-b last:border-b-0 hover:bg-panel focus-within:bg-panel", className)}>
      {children}
    </tr>
  );
}

export function Cell({ column, children }: { column: Column; children: ReactNode }) {
  return <td className={cx("px-3 py-2 align-top", cellClass(column))}>{children}</td>;
}

/** Class of the link in the first cell whose hit area is the whole row. */
export const rowLinkClass = "font-medium text-ink after:absolute after:inset-0 hover:text-accent";
