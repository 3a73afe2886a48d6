/** Made-up markdown for tests: the same seed, the same document. */
export function documentOf(seed: number, blocks: number): string {
  const pick = pickerOf(seed)
  return Array.from({ length: blocks }, (_, index) => blockOf(pick, index)).join('\n\n')
}

type Pick = (below: number) => number

/** Park and Miller's minimal standard generator. */
function pickerOf(seed: number): Pick {
  let state = (seed * 7919 + 1) % 2147483647
  return (below) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}

function blockOf(pick: Pick, index: number): string {
  const make = [paragraph, paragraph, heading, bullets, numbered, nested, fence, table, quote][
    pick(9)
  ]
  return make?.(pick, index) ?? ''
}

function paragraph(pick: Pick): string {
  const lines = Array.from({ length: 1 + pick(3) }, () => sentence(pick, 4 + pick(20)))
  return lines.join(pick(2) === 0 ? ' ' : '\n')
}

function heading(pick: Pick): string {
  return `${'#'.repeat(1 + pick(4))} ${sentence(pick, 3)}`
}

function bullets(pick: Pick): string {
  return items(pick, () => '- ').join('\n')
}

function numbered(pick: Pick): string {
  return items(pick, (index) => `${index + 1}. `).join(pick(2) === 0 ? '\n' : '\n\n')
}

function nested(pick: Pick): string {
  return items(pick, (index) => (index % 3 === 0 ? '- ' : '  - ')).join('\n')
}

function items(pick: Pick, mark: (index: number) => string): string[] {
  return Array.from(
    { length: 1 + pick(8) },
    (_, index) => mark(index) + sentence(pick, 2 + pick(12)),
  )
}

function fence(pick: Pick): string {
  const lines = Array.from(
    { length: 1 + pick(14) },
    (_, index) => `  const 値${index} = "${plainWord(pick)}"`,
  )
  const marks = '`'.repeat(3 + pick(2))
  return `${marks}js\n${lines.join('\n')}\n${marks}`
}

function table(pick: Pick, index: number): string {
  const row = (): string => `| ${sentence(pick, 1 + pick(6))} | ${pick(100_000) / 100} |`
  const rows = Array.from({ length: 1 + pick(12) }, row)
  return `| Head${index} | Tail${index} |\n|:---|---:|\n${rows.join('\n')}`
}

function quote(pick: Pick): string {
  return Array.from({ length: 1 + pick(4) }, () => `> ${sentence(pick, 3 + pick(15))}`).join('\n')
}

function sentence(pick: Pick, words: number): string {
  return `${Array.from({ length: words }, () => word(pick)).join(' ')}.`
}

function word(pick: Pick): string {
  const inner = plainWord(pick)
  const marked = [
    `**${inner} ${plainWord(pick)}**`,
    `*${inner}*`,
    `\`${inner}\``,
    `[${inner}](https://example.com/${pick(999)})`,
  ]
  return pick(4) === 0 ? (marked[pick(4)] ?? inner) : inner
}

const words =
  'price volume rises 169.23 株価は上昇しました 市場 👨‍👩‍👧‍👦 🇩🇪🇫🇷 é naïve 한국어 12% x longer-compound-word R&D &amp; \\*star\\* ünïcödé'.split(
    ' ',
  )

function plainWord(pick: Pick): string {
  return words[pick(words.length)] ?? ''
}
