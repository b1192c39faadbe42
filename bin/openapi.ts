import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildDocument } from "@/lib/openapi/build-document";
import { canonicalJson } from "@/lib/openapi/canonical-json";
import { readTextFile, replaceFile } from "@/lib/supervisor/files";
import { runOnce } from "@/lib/supervisor/supervised-process";
import { routes } from "./generated/routes";

/** Writes public/openapi.json below the current folder if it is not current. */
await runOnce(async () => {
  const root = process.cwd();
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const target = join(root, "public/openapi.json");
  const text = canonicalJson(buildDocument({ routes, version }));
  if (readTextFile(target) !== text) replaceFile(target, text);
});
