import { Calendar } from "./calendar";
import { orgSre } from "./org-sre";
import { campaignPage } from "./session-campaign";
import { firstPage } from "./session-first-page";
import { release } from "./session-release";
import { replicaLag } from "./session-replica-lag";
import { secondPage } from "./session-second-page";
import { HANDOVER, PAYMENTS_WORKER, teamSre } from "./team-sre";
import type { DemoScenario } from "./types";

/**
 * The on-call week that ends on the day before `now`: deterministic for a given `now`. All five sessions lie within the
 * seven days before it. The history of the stores holds exactly the writes that the transcripts show, and those of people.
 */
export function buildDemo(input: { now: Date }): DemoScenario {
  const calendar = new Calendar(input.now);
  const stores = { org: orgSre(calendar), team: teamSre(calendar) };
  const { org, team } = stores;
  const sessions = [firstPage(calendar, stores), secondPage(calendar, stores)];
  team.write(
    calendar.at(4, "10:12:00"),
    "person",
    PAYMENTS_WORKER,
    team.read(PAYMENTS_WORKER).replace("CPU limit 2 cores each", "CPU limit 2 cores each (was 1 until the spring)"),
  );
  sessions.push(campaignPage(calendar, stores), release(calendar, stores));
  team.write(
    calendar.at(2, "16:45:00"),
    "person",
    HANDOVER,
    team
      .read(HANDOVER)
      .replace("they see our timeouts, no cause yet.", "they moved a load balancer and ask us to watch until Monday."),
  );
  sessions.push(replicaLag(calendar, stores));
  return { stores: [org.toStore(), team.toStore()], sessions };
}
