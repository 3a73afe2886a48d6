/** What an organisation entrusts to a channel: tokens, which nobody may read off the disk. */
export interface SecretStore {
  /** Null where nothing is kept. */
  find(key: SecretKey): Promise<string | null>
  keep(key: SecretKey, secret: string): Promise<void>
  forget(key: SecretKey): Promise<void>
}

export interface SecretKey {
  readonly channel: string
  /** The channel's own id of the organisation. */
  readonly organisation: string
}
