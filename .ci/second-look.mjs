// Names the browser stories that failed, one file a line, where it is worth running them once more; else nothing.
// A story meets a browser, a server and whatever else the machine does. One that fails twice is broken; one that fails
// once is unsteady: close.mjs names it, and it is to be mended. Everything below the browser has one attempt only,
// since what random cases find there shows itself once. More than five files are no chance.
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const failed = report.testResults.filter((file) => file.status === 'failed').map((file) => file.name)
if (failed.length <= 5 && failed.every((name) => name.endsWith('.spec.ts')))
  for (const name of failed) console.log(name)
