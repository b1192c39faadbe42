import { expect, test } from "vitest";
import { fromBufferPromise } from "yauzl";
import { aMemory, aStore, aWorkspace } from "@/lib/testing/builders";
import { exportStore } from "./export-store";
import { readZipDirectory } from "./read-zip-directory";

async function collected(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

test("an export is in the order of the paths, by bytes, whatever was made first", async () => {
  const { ctx } = await aWorkspace();
  const store = await aStore(ctx);
  const paths = ["/B.md", "/a-b.md", "/a/x.md", "/a0.md", "/é.md"];
  for (const path of ["/a0.md", "/é.md", "/a/x.md", "/B.md", "/a-b.md"]) await aMemory(ctx, store.id, path);
  const { chunks } = await exportStore(ctx, { storeId: store.id, format: "zip" });
  const zip = await fromBufferPromise(Buffer.concat(await collected(chunks)), { decodeStrings: false });
  const names = (await readZipDirectory(zip, { filesMax: 10 })).map(({ name }) => name);
  expect(names).toEqual([...paths.map((path) => `files${path}`), "manifest.json"]);
});
