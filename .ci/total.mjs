// Reads the reports of vitest and of the faults, says what was skipped and why, and closes with the total.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [folder, testExit, checkExit, faultsExit] = process.argv.slice(2)
const counts = [ofTests(), ofCheck(), ofFaults()]
const passed = sum(counts.map((count) => count.passed))
const failed = sum(counts.map((count) => count.failed))
print(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

function ofTests() {
  const report = read('tests.json')
  if (report === null) return { passed: 0, failed: 1 }
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

  const count = report.numFailedTests + unloaded.length + unexplained.length
  return { passed: report.numPassedTests, failed: atLeastOne(count, testExit) }
}

function ofCheck() {
  if (checkExit === '0') return { passed: 0, failed: 0 }
  print('npm run check failed, counts as one.')
  return { passed: 0, failed: 1 }
}

/** Each fault counts as one. */
function ofFaults() {
  const faults = read('faults.json')
  if (faults === null) return { passed: 0, failed: 1 }
  const named = (wanted) => faults.filter(({ outcome }) => outcome === wanted)
  for (const { name, reasons } of named('skipped')) print(`skipped fault: ${name} (${reasons})`)
  for (const { name, reasons } of named('failed')) print(`failed fault: ${name}: ${reasons[0]}`)
  return { passed: named('passed').length, failed: atLeastOne(named('failed').length, faultsExit) }
}

/** Whoever ended with an error has failed somewhere, even where the report does not say so. */
function atLeastOne(count, exit) {
  return exit === '0' ? count : Math.max(count, 1)
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}

function print(line) {
  process.stdout.write(`${line}\n`)
}

function read(name) {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'))
  } catch {
    print(`There is no report in ${name}.`)
    return null
  }
}
