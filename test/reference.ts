/** Where the reference data lies; undefined when this run has none and tests that need it are skipped. */
export function referenceDir(): string | undefined {
  return process.env['REFERENCE_DATA_DIR']
}
