/** The code that Node, the driver or Postgres put on an error: `ENOSPC`, `CONNECT_TIMEOUT`, `28P01`. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
