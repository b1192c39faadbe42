/** Floating layers are the only things with a shadow. */
export const popoverClass = "rounded-md border border-line bg-raised text-14 text-ink shadow-float outline-none";

export const menuItemClass =
  "flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 py-1 text-13 outline-none " +
  "data-[focused]:bg-hover data-[selected]:bg-accent-soft data-[disabled]:opacity-50";
