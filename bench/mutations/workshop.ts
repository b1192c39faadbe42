import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Written by `npm run generate`. Copied, because a link would lead the tests to the code that it lies beside. */
const GENERATED = ["bin/generated", "prisma/generated"];

/** Copies of the repository, to break things in; the real files are never touched. */
export type Workshop = { folders: string[]; close(): void };

/** @throws Error when the generated files are missing */
export function openWorkshop(root: string, copies: number): Workshop {
  for (const folder of GENERATED) {
    if (!existsSync(join(root, folder))) throw new Error(`${folder} is missing: run "npm run generate" first`);
  }
  const listed = execFileSync("git", ["ls-files", "-coz", "--exclude-standard"], { cwd: root, encoding: "utf8" });
  // A tracked file may have been deleted.
  const files = listed.split("\0").filter((file) => file !== "" && existsSync(join(root, file)));
  const place = realpathSync(mkdtempSync(join(tmpdir(), "reverie-mutations-")));
  const folders = Array.from({ length: copies }, (_, index) => join(place, String(index)));
  for (const folder of folders) {
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(root, file), join(folder, file));
    }
    for (const generated of GENERATED) cpSync(join(root, generated), join(folder, generated), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    mkdirSync(join(folder, "tmp"));
  }
  // Postgres may run as another account, which has to pass through to its data.
  chmodSync(place, 0o711);
  return { folders, close: () => rmSync(place, { recursive: true, force: true, maxRetries: 3 }) };
}
