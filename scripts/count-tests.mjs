// From vitest's JSON report: each test that failed, with why, and `N passed, N failed`; a step that failed without a failing
// test counts as one.
import { readFileSync } from 'node:fs'

const [report, failedSteps] = process.argv.slice(2)
const { passed, failed, failures } = readReport(report)
for (const each of failures) console.log(each)
console.log(
  `${passed} passed, ${failed === 0 && Number(failedSteps) > 0 ? Number(failedSteps) : failed} failed`,
)

function readReport(file) {
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, success, testResults } = JSON.parse(
      readFileSync(file, 'utf8'),
    )
    const least = success ? 0 : 1
    const count = numFailedTests > 0 ? numFailedTests : numFailedTestSuites
    return {
      passed: numPassedTests,
      failed: Math.max(least, count),
      failures: testResults.flatMap(failuresOf),
    }
  } catch {
    return { passed: 0, failed: 1, failures: [] }
  }
}

function failuresOf({ name, status, message, assertionResults }) {
  const file = name.replace(`${process.cwd()}/`, '')
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [`failed: ${file}: ${firstLine(message)}`] : []
  return failed.map(
    ({ fullName, failureMessages }) => `failed: ${file} > ${fullName}: ${firstLine(failureMessages[0])}`,
  )
}

function firstLine(text = '') {
  return text.split('\n')[0].slice(0, 300)
}
