// Adds to package-lock.json the packages for other platforms that a registry mirror did not have when the lock
// was made. Without them `npm ci` calls the lock incomplete, on every platform. Run it after `npm install` where
// `npm ci --dry-run` complains: node .ci/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const systems = { win32: 'win32', darwin: 'darwin', linux: 'linux', freebsd: 'freebsd' }
const others = { android: 'android', openharmony: 'openharmony' }
const processors = ['x64', 'arm64', 'ia32', 'ppc64', 'riscv64', 's390x', 'arm']

for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const known = lock.packages[`node_modules/${name}`]
    if (known === undefined && /^\d/.test(version)) add(name, version)
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)),
)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)

function add(name, version) {
  const words = name.split(/[/-]/)
  const os = words.find((word) => word in { ...systems, ...others })
  const cpu = processors.find((processor) => words.includes(processor))
  if (os === undefined || cpu === undefined) return
  const dev = /^@(oxc-parser|oxfmt|oxlint|oxlint-tsgolint)\//.test(name) ? { dev: true } : {}
  const libc = name.includes('musl') ? { libc: ['musl'] } : {}
  const platform = { cpu: [cpu], ...dev, ...libc, optional: true, os: [os] }
  lock.packages[`node_modules/${name}`] = { version, ...platform }
}
