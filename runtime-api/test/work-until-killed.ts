// A program whose worker has begun with a job and says so; the test kills it in the middle.
import { startTestApp } from './test-app.ts'

const app = await startTestApp({ dataFolder: process.argv[2] ?? '', worker: true })
app.runtime.hub.listen(
  { tenant: 1, actor: 'test' },
  ({ event }) => {
    if (event.kind === 'job.progress') process.stdout.write('working\n')
  },
  () => {},
)
