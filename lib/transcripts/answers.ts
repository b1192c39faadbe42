/** Type of an answer -> the key that names the call, and the types of call it may answer. */
export const ANSWERS: Readonly<Record<string, { key: string; calls: readonly string[] } | undefined>> = {
  "agent.tool_result": { key: "tool_use_id", calls: ["agent.tool_use"] },
  "user.tool_result": { key: "tool_use_id", calls: ["agent.tool_use"] },
  "user.tool_confirmation": { key: "tool_use_id", calls: ["agent.tool_use", "agent.mcp_tool_use"] },
  "user.custom_tool_result": { key: "custom_tool_use_id", calls: ["agent.custom_tool_use"] },
  "agent.mcp_tool_result": { key: "mcp_tool_use_id", calls: ["agent.mcp_tool_use"] },
};
