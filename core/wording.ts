/** What prose calls the values of a project's evidence, so that a number is held to what it is said to be. */
export interface Wording {
  /**
   * By the name of the value: `peTrailing` is called `P/E`. A name that no evidence has makes its words a
   * claim that nothing can stand behind: `price target`. After a `~` stands what is an ordinary word too: it
   * hints at the value where evidence has it, and claims nothing: `~positive`.
   */
  readonly values: Readonly<Record<string, readonly string[]>>
  /** The value meant where a sentence names none: `AAPL stands 3 % below its average` is about `close`. */
  readonly principal: string
  /** What a symbol is called besides itself: `Apple`. */
  namesOf(symbol: string): readonly string[]
}
