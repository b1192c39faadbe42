import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Folders whose route.ts modules our own server serves; the rest belongs to Next. */
const servedFolders = ["app/v1", "app/api/health"];

const target = "bin/generated/routes.ts";

function routeModules(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return routeModules(root, path);
    return entry.name === "route.ts" ? [path] : [];
  });
}

/** The URL pattern of a module, from its folder: `app/v1/dreams/[dream_id]/route.ts` is `/v1/dreams/[dream_id]`. */
function urlPattern(module: string): string {
  const segments = module.split("/").slice(1, -1);
  const odd = segments.find((segment) => !/^(?:[\w.-]+|\[\w+\])$/.test(segment));
  if (odd) throw new Error(`${module}: the API server knows no route segment like ${odd}`);
  return `/${segments.join("/")}`;
}

/** The text of the generated module; the same folders always give the same text. */
export function routeTableText(root: string): string {
  const modules = servedFolders.flatMap((folder) => routeModules(root, folder)).sort();
  const imports = modules.map((path, at) => `import * as route${at} from "@/${path.replace(/\.ts$/, "")}";`);
  const entries = modules.map((path, at) => `  { path: ${JSON.stringify(urlPattern(path))}, module: route${at} },`);
  return `// Generated from the folders below app/ by "npm run generate"; do not edit.
${imports.join("\n")}

export const routes = [
${entries.join("\n")}
];
`;
}

/** Writes bin/generated/routes.ts if it is not current. */
export function generateRouteTable(root: string): void {
  const path = join(root, target);
  const text = routeTableText(root);
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
