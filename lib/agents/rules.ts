import type { AgentModel, AgentModelInput, AgentTools } from "./schema";

const TOOLSETS = new Set(["agent_toolset_20260401", "mcp_toolset"]);
const DEFAULT_CONFIG = { enabled: true, permission_policy: { type: "always_allow" } };

/** A model id alone means the standard speed (contract 6). */
export function completeModel(model: AgentModelInput): AgentModel {
  return typeof model === "string" ? { id: model, speed: "standard" } : model;
}

/** Toolsets are answered with `configs` and `default_config` filled; tools of unknown kinds stay as given. */
export function completeTools(tools: AgentTools): AgentTools {
  return tools.map((tool) => {
    if (!TOOLSETS.has(tool.type)) return tool;
    const given = typeof tool.default_config === "object" && tool.default_config !== null ? tool.default_config : {};
    return {
      ...tool,
      configs: Array.isArray(tool.configs) ? tool.configs : [],
      default_config: { ...DEFAULT_CONFIG, ...given },
    };
  });
}
