/** Where the reference data lies; undefined when this run has none and tests that need it are skipped. */
export function referenceDir(): string | undefined {
  return process.env['REFERENCE_DATA_DIR']
}

/** Where sets of attacks and look-alikes that others published lie; undefined when this run has none. */
export function injectionDir(): string | undefined {
  return process.env['INJECTION_DATA_DIR']
}

/** A server on which tests may create and drop databases; undefined when they run on the embedded one alone. */
export function testDatabaseUrl(): string | undefined {
  return process.env['TEST_DATABASE_URL']
}

/** What a process that a test or bench starts should inherit. */
export function environment(): NodeJS.ProcessEnv {
  return process.env
}

/** A Redis that tests may use beside others, under names of their own; undefined when there is none. */
export function testRedisUrl(): string | undefined {
  return process.env['TEST_REDIS_URL']
}
