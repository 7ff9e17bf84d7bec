// Says how the gate ended: skips that nobody expects are failures; the last line counts the tests.
import { readFileSync } from 'node:fs'

const [reportFile, testsExit, checksExit] = process.argv.slice(2)
const report = JSON.parse(readFileSync(reportFile, 'utf8'))
const expected = readFileSync(new URL('expected-skips.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))

const skipped = report.testResults
  .flatMap((file) => file.assertionResults)
  .filter((test) => ['pending', 'skipped', 'todo', 'disabled'].includes(test.status))
const surprises = skipped.filter((test) => !expected.some((name) => test.fullName.startsWith(name)))
for (const test of surprises) console.error(`skipped, and not in .ci/expected-skips.txt: ${test.fullName}`)

// The report is asked too: an exit code can be lost on the way, a failed test cannot.
const failed = report.numFailedTests + report.numFailedTestSuites
const red = testsExit !== '0' || checksExit !== '0' || failed > 0 || surprises.length > 0 || report.numPassedTests === 0
if (checksExit !== '0') console.error('a design check failed; its words are above')
console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped.length} skipped`)
process.exit(red ? 1 : 0)
