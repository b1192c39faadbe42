import { isForOperator, reasonOf } from "@/lib/supervisor/failure";

const help = `Usage: reverie COMMAND

  start     run the console, the API and the worker; builds first when the sources changed
  dev       the same with hot reload
  demo      the same with sample stores and sessions, and a first dream that waits for a review
  build     make the production build
  generate  bring generated sources and public/openapi.json up to date
  import    FILE... --store ID: import transcripts as sessions
  help      this text

Settings are environment variables; .env.example lists them.`;

async function buildOnly(root: string): Promise<number> {
  const { buildAll } = await import("@/lib/supervisor/build");
  await buildAll(root, new AbortController().signal);
  return 0;
}

async function generateOnly(root: string): Promise<number> {
  const { generate } = await import("@/lib/supervisor/generate");
  const { generateDocument } = await import("@/lib/supervisor/generate-document");
  const { signal } = new AbortController();
  await generate(root, signal);
  await generateDocument(root, signal);
  return 0;
}

async function dispatch(root: string, command: string, args: string[]): Promise<number> {
  switch (command) {
    case "start":
    case "dev":
    case "demo":
      return (await import("@/lib/supervisor/run")).run(root, command);
    case "build":
      return buildOnly(root);
    case "generate":
      return generateOnly(root);
    case "import":
      return (await import("./import")).runImportCommand(args);
    case "help":
      console.log(help);
      return 0;
    default:
      console.error(`reverie: there is no command ${JSON.stringify(command)}; see reverie help`);
      return 2;
  }
}

/** Runs one command of the `reverie` program. @returns its exit code */
export async function main(root: string, [command = "help", ...args]: string[]): Promise<number> {
  try {
    return await dispatch(root, command, args);
  } catch (error) {
    console.error(isForOperator(error) ? reasonOf(error) : error);
    return 1;
  }
}
