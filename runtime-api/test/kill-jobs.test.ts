// What becomes of records when the server is killed while a job, a timer, an automation or the post is at work on them? All of these, by one server.
import { killAutomations } from './kill-automations.ts'
import { describeKilled } from './kill-client.ts'
import { killMigrations } from './kill-migration.ts'
import { killPassages } from './kill-passage.ts'
import { killPurges } from './kill-purge.ts'
import { killSubtables } from './kill-subtable.ts'
import { killTimers } from './kill-timers.ts'
import { killWebhooks } from './kill-webhooks.ts'

describeKilled((killed) => {
  killMigrations(killed)
  killPurges(killed)
  killSubtables(killed)
  killPassages(killed)
  killTimers(killed)
  killWebhooks(killed)
  killAutomations(killed)
})
