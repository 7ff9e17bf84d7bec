// What becomes of records when the server is killed while a job is at work on them? All such jobs, by one server.
import { describeKilled } from './kill-client.ts'
import { killMigrations } from './kill-migration.ts'
import { killPassages } from './kill-passage.ts'
import { killPurges } from './kill-purge.ts'
import { killSubtables } from './kill-subtable.ts'

describeKilled((killed) => {
  killMigrations(killed)
  killPurges(killed)
  killSubtables(killed)
  killPassages(killed)
})
