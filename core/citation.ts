/** What stands behind a number of a reply. */
export interface Citation {
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number
  readonly end: number
  /**
   * The values it was matched to: `2.close` is `close` of the reply's third evidence. Several where it was
   * computed from several. Of an earlier turn's evidence the id stands in place of the place.
   */
  readonly from: readonly string[]
}
