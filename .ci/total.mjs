// Reads vitest's report, says what was skipped and why, and closes with the total.
import { readFileSync } from 'node:fs'

const [file, testExit, checkExit] = process.argv.slice(2)
const report = read(file)
const tests = report.testResults.flatMap((result) => result.assertionResults)
const skipped = tests.filter(({ status }) => status !== 'passed' && status !== 'failed')

// The reason stands in the name of a skipped suite: "… (needs REFERENCE_DATA_DIR)".
for (const { fullName } of skipped) print(`skipped: ${fullName}`)
const unexplained = skipped.filter(({ fullName }) => !/\(needs [^)]+\)/.test(fullName))
for (const { fullName } of unexplained)
  print(`skipped without a reason, counts as failed: ${fullName}`)

// A suite that could not even be loaded has no tests to fail.
const unloaded = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
)
for (const { name, message } of unloaded) print(`not loaded: ${name}: ${message}`)

const passed = report.numPassedTests
let failed = report.numFailedTests + unloaded.length + unexplained.length
if (testExit !== '0' && failed === 0) failed = 1
if (checkExit !== '0') {
  print('npm run check failed, counts as one.')
  failed += 1
}
print(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

function print(line) {
  process.stdout.write(`${line}\n`)
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    print('The tests left no report.')
    return { testResults: [], numPassedTests: 0, numFailedTests: 0 }
  }
}
