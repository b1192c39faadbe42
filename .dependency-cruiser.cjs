/** Who may import whom (style rules; every rule is an error). Infrastructure folders of lib are no domain modules. */
const INFRASTRUCTURE = "core|db|auth|diff|http|jobs|openapi|testing|engines|transcripts|safety|supervisor";
const MODULE = `^lib/(?!(?:${INFRASTRUCTURE})/)([^/]+)/`;
const rule = (name, from, to) => ({ name, severity: "error", from, to });

module.exports = {
  forbidden: [
    rule("no-cycles", {}, { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } }),
    rule("lib-never-imports-up", { path: "^lib/" }, { path: "^(app|components|bin|bench|e2e)/" }),
    rule("core-is-the-floor", { path: "^lib/core/" }, { path: "^lib/(?!core/)" }),
    rule("modules-know-no-transport", { path: MODULE }, { path: "^lib/http/|/node_modules/(next|react)/" }),
    rule(
      "database-behind-repositories",
      { path: MODULE, pathNot: "[/-]repository\\.ts$|\\.db\\.test\\.ts$" },
      { path: "^lib/db/client\\.ts$|@prisma/client|^prisma/generated", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "repositories-are-private",
      { path: MODULE },
      { path: "^lib/(?!$1/)[^/]+/[^/]*repository\\.ts$", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "doors-use-verbs",
      { path: "^(app|components)/" },
      { path: "[/-]repository\\.ts$", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "ui-takes-props",
      { path: "^components/" },
      { path: "^lib/(?!core/|diff/)", pathNot: "/schema\\.ts$", dependencyTypesNot: ["type-only"] },
    ),
    rule("primitives-know-no-domain", { path: "^components/ui/" }, { path: "^lib/(?!core/)|^components/(?!ui/)" }),
    rule(
      "engines-are-pure",
      { path: "^lib/(engines/local|diff|transcripts|safety)/", pathNot: "\\.test\\.ts$" },
      { path: "^lib/(db|auth|http|jobs|env)|node_modules/pg/" },
    ),
    rule("one-queue", { pathNot: "^lib/jobs/" }, { path: "node_modules/pg-boss", dependencyTypesNot: ["type-only"] }),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|node_modules)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
