/** Words in colour and weight, or as they are. */
export interface Paint {
  readonly isColored: boolean
  bold(text: string): string
  dim(text: string): string
  italic(text: string): string
  underlined(text: string): string
  struck(text: string): string
  red(text: string): string
  green(text: string): string
  cyan(text: string): string
}

export function paintWith(isColored: boolean): Paint {
  const style = (on: number, off: number) => (text: string) =>
    isColored ? eachWord(text, `\u001B[${on}m`, `\u001B[${off}m`) : text
  return {
    isColored,
    bold: style(1, 22),
    dim: style(2, 22),
    italic: style(3, 23),
    underlined: style(4, 24),
    struck: style(9, 29),
    red: style(31, 39),
    green: style(32, 39),
    cyan: style(36, 39),
  }
}

/** Word by word, so that a line can be broken anywhere between words without a style leaking over its end. */
function eachWord(text: string, on: string, off: string): string {
  return text.replaceAll(/\S+/g, (word) => on + word + off)
}
