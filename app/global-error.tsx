"use client";

/** Stands in for the whole document when even the layout failed, so it brings its own few styles. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui, sans-serif", padding: "2rem", maxWidth: "40rem" }}>
        <h1 style={{ fontSize: "1.25rem" }}>Reverie could not be loaded.</h1>
        <p>Nothing was changed. Check that the server and its database are running, then try again.</p>
        <button type="button" onClick={retry}>
          Try again
        </button>
      </body>
    </html>
  );
}
