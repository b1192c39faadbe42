// React's development build evaluates code for its error overlay.
const scripts = process.env.NODE_ENV === "development" ? "'unsafe-inline' 'unsafe-eval'" : "'unsafe-inline'";

/** Memory and transcripts are untrusted: nothing is loaded from, sent to or framed by another origin. */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' ${scripts}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  // The diff viewer computes in a worker made of a blob.
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  devIndicators: false,
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "content-security-policy", value: contentSecurityPolicy },
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "same-origin" },
      ],
    },
  ],
  // Browsers ask for it by themselves where they have not read the page's head yet.
  redirects: async () => [{ source: "/favicon.ico", destination: "/icon.svg", permanent: false }],
  // `npm test` checks types, over more files than the build sees.
  typescript: { ignoreBuildErrors: true },
  // Without this, Next looks for a lock file in the folders above and takes the topmost as the project.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ["@node-rs/argon2", "@prisma/client", "@prisma/adapter-pg", "pg", "pg-boss", "pino"],
};

export default config;
