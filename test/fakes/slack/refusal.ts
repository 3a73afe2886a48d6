/** What Slack says no with: `{"ok": false, "error": …}`. */
export class SlackRefusal extends Error {
  readonly detail: string | undefined

  constructor(error: string, detail?: string) {
    super(error)
    this.detail = detail
  }
}
