/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  devIndicators: false,
  // `npm test` checks types, over more files than the build sees.
  typescript: { ignoreBuildErrors: true },
  // Without this, Next looks for a lock file in the folders above and takes the topmost as the project.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ["@node-rs/argon2", "@prisma/client", "@prisma/adapter-pg", "pg", "pg-boss", "pino"],
};

export default config;
