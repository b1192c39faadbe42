import { type LookupAddress, lookup } from "node:dns";
import { settings } from "@/lib/env";

/** What a delivery may reach, and who tells it where a name is. */
export type Network = {
  privateAllowed: boolean;
  /** Every address of a host name. */
  resolve(hostname: string): Promise<LookupAddress[]>;
};

const resolve = (hostname: string): Promise<LookupAddress[]> =>
  new Promise((found, failed) => {
    lookup(hostname, { all: true, verbatim: true }, (error, addresses) => (error ? failed(error) : found(addresses)));
  });

/** The network as this process's settings have it. */
export function operatorNetwork(): Network {
  return { privateAllowed: settings().webhookPrivate === "allow", resolve };
}
