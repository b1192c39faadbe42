import next from "next";
import { settings } from "@/lib/env";
import { createListener } from "@/lib/http/listener";
import { serve } from "@/lib/http/serve";
import { explainListenError } from "@/lib/supervisor/port";
import { runSupervised } from "@/lib/supervisor/supervised-process";
import { routes } from "./generated/routes";

await runSupervised(async () => {
  const address = settings();
  const pages = next({ dev: false, hostname: address.host, port: address.port });
  await pages.prepare();
  const listener = createListener(routes, pages.getRequestHandler());
  const server = await serve(listener, address).catch((error) => {
    throw explainListenError(error, address);
  });
  return server;
});
