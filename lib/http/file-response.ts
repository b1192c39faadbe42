import { Readable } from "node:stream";

/** A file that is written while it is sent. `fileName` is plain ASCII. */
export type StreamAnswer = { contentType: string; fileName: string; chunks: AsyncIterable<Uint8Array> };

/** The file as a download. A failure while it is sent cuts the transfer off, so no client takes half of it for the whole. */
export function fileResponse(file: StreamAnswer, headers: Record<string, string>): Response {
  // The two declarations of the same class, Node's and the DOM's, do not know each other.
  const body = Readable.toWeb(Readable.from(file.chunks, { objectMode: false })) as unknown as BodyInit;
  return new Response(body, {
    headers: {
      ...headers,
      "content-type": file.contentType,
      "content-disposition": `attachment; filename="${file.fileName}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
