// Prints `N passed, N failed` from vitest's JSON report; a step that failed without a failing test counts as one.
import { readFileSync } from 'node:fs'

const [report, failedSteps] = process.argv.slice(2)
const { passed, failed } = readCounts(report)
console.log(
  `${passed} passed, ${failed === 0 && Number(failedSteps) > 0 ? Number(failedSteps) : failed} failed`,
)

function readCounts(file) {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(
      readFileSync(file, 'utf8'),
    )
    const failures = Math.max(
      numFailedTests,
      numFailedTestSuites > 0 && numFailedTests === 0 ? numFailedTestSuites : 0,
    )
    return { passed: numPassedTests, failed: success ? failures : Math.max(1, failures) }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
