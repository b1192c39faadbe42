import { outcomeOf } from "@/lib/engines/local/calls/call-outcome";
import { familiesOf } from "@/lib/engines/local/calls/call-summary";
import type { ToolCall } from "@/lib/engines/local/calls/tool-calls";
import { textBlocks } from "@/lib/engines/local/text/event-text";
import type { EngineEvent, EngineTranscript, WorkflowTrace } from "@/lib/engines/types";

type Outcome = WorkflowTrace["outcome"];

/** A grader's word: `span.outcome_evaluation_end` (contract 9.3) and whatever else ends with a result of these names. */
const GRADING = /outcome|evaluation|grade|verdict|submission/;
const GRADES: Record<string, Outcome> = {
  satisfied: "success",
  success: "success",
  succeeded: "success",
  passed: "success",
  pass: "success",
  submitted: "unknown",
  failed: "failure",
  failure: "failure",
  fail: "failure",
  error: "failure",
  max_iterations_reached: "failure",
};
const GRADE_KEYS = ["result", "outcome", "verdict", "grade", "status", "exit_status"];
/** What was wanted works. Mere thanks are politeness and tell nothing. */
const CONFIRMS =
  /\b(?:(?:it|that|this|everything|all)(?: all)? (?:works|worked|is working|is fixed|is solved|did it)|works (?:now|great|fine|perfectly)|(?:that|this|you) (?:fixed|solved|did) it|fixed now|(?:is|looks) (?:fixed|solved|resolved) now|incident (?:is )?(?:closed|resolved)|tests (?:are )?(?:passing|pass|green)(?: now)?|lgtm|looks good,? (?:merg|ship|thank))/i;
const COMPLAINS =
  /\b(?:still (?:fails?|failing|broken|happens?|happening|the same|not|does(?: not|n.t)|wrong)|(?:does|is|did)(?: not|n.t) (?:work|working|fix|fixed|solve|solved)|that.s (?:wrong|not (?:right|what|it))|this is (?:wrong|broken)|you broke|(?:made|makes) it worse|revert (?:this|that|it|everything)|undo (?:this|that|it|everything)|give up|forget it)\b/i;
const NEGATED = /\b(?:not|n.t|no longer|never|if|whether|unless|when|once|until|does|did|is)\b.{0,30}$/i;
const TESTS = /\b(?:test|tests|pytest|jest|vitest|spec|check|verify)\b/i;
const TEST_PASS =
  /\b\d{1,6} (?:tests? )?pass(?:ed|ing)?\b|\ball tests pass|^ok\b|\bBUILD SUCCESS|\btest result: ok\b/im;
const TEST_FAIL = /\b[1-9]\d{0,5} (?:tests? )?(?:failed|failing|errors?)\b|\bFAIL(?:ED|URES?)?\b/;
const MESSAGE_CHARACTERS_MAX = 600;
/** The last user messages and calls that can tell how a session ended. */
const LAST_MAX = 3;

function graded(event: EngineEvent): Outcome {
  if (!GRADING.test(event.type) || event.type === "user.define_outcome") return "unknown";
  for (const key of GRADE_KEYS) {
    const value = event.payload[key];
    const grade = typeof value === "string" ? GRADES[value.toLowerCase()] : undefined;
    if (grade !== undefined) return grade;
  }
  const { passed, success } = event.payload;
  if (passed === true || success === true) return "success";
  return passed === false || success === false ? "failure" : "unknown";
}

function saidBy(text: string): Outcome {
  if (text.length > MESSAGE_CHARACTERS_MAX || text.includes("?")) return COMPLAINS.test(text) ? "failure" : "unknown";
  if (COMPLAINS.test(text)) return "failure";
  const match = CONFIRMS.exec(text);
  return match && !NEGATED.test(text.slice(0, match.index)) ? "success" : "unknown";
}

function lastWords(transcript: EngineTranscript): Outcome {
  const messages = transcript.events
    .filter(({ type }) => type === "user.message")
    .slice(1)
    .slice(-LAST_MAX);
  for (const message of messages.reverse()) {
    const said = saidBy(textBlocks(message).join("\n"));
    if (said !== "unknown") return said;
  }
  return "unknown";
}

/** The last calls: tests that ran last and passed, or a session that broke off at a failing call. */
function lastCalls(calls: ToolCall[]): Outcome {
  const last = calls.at(-1);
  if (!last) return "unknown";
  if (outcomeOf(last) === "failed") return "failure";
  for (const call of calls.slice(-LAST_MAX).reverse()) {
    if (call.command === null || !familiesOf(call).some((family) => TESTS.test(family))) continue;
    const result = call.resultText.slice(-4000);
    if (outcomeOf(call) === "failed" || TEST_FAIL.test(result)) return "failure";
    return TEST_PASS.test(result) ? "success" : "unknown";
  }
  return "unknown";
}

/**
 * How a session ended: by its last grading, else by the last words of its user, else by its last calls. In doubt unknown;
 * the agent's own opinion does not count.
 */
export function sessionOutcome(transcript: EngineTranscript, calls: ToolCall[]): Outcome {
  const grades = transcript.events.map(graded).filter((grade) => grade !== "unknown");
  const grade = grades.at(-1);
  if (grade !== undefined) return grade;
  const said = lastWords(transcript);
  return said === "unknown" ? lastCalls(calls) : said;
}
