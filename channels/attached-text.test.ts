import { describe, expect, it } from 'vitest'

import { packedPdf, pdfOf } from '../test/fakes/pdf.ts'
import { mostPdfBytes, mostTextBytes, refusalOf, textOf } from './attached-text.ts'

const { signal } = new AbortController()

function read(name: string, content: string | Uint8Array, type = '') {
  return textOf({ name, type, sizeBytes: 0 }, Buffer.from(content), signal)
}

describe('a file that somebody attached', () => {
  it.each([
    ['notes.txt', 'plain words\n'],
    ['table.CSV', 'symbol,shares\nAAPL,10\n'],
    ['notes.md', '# Ideas\n'],
    ['list.json', '["AAPL"]'],
    ['emoji.txt', '株 📈'],
  ])('is its text where it is %s', async (name, text) => {
    expect(await read(name, text)).toEqual({ text, isTruncated: false })
  })

  it('may be UTF-16, as spreadsheets write it, and have a byte order mark', async () => {
    const wide = Buffer.from('\uFEFFsymbol\tname\nAAPL\tApple', 'utf16le')
    expect(await read('sheet.csv', wide)).toMatchObject({ text: 'symbol\tname\nAAPL\tApple' })
    expect(await read('sheet.csv', wide.swap16())).toMatchObject({
      text: 'symbol\tname\nAAPL\tApple',
    })
    expect(await read('sheet.csv', '\uFEFFsymbol')).toMatchObject({ text: 'symbol' })
  })

  it('is known by its media type where its name has no ending, and by that alone', async () => {
    expect(await read('Untitled', 'words', 'text/plain')).toMatchObject({ text: 'words' })
    expect(await read('Scan', pdfOf(['words']), 'application/pdf')).toMatchObject({
      text: 'words\n',
    })
    expect(await read('Scan', pdfOf(['words']), 'text/plain')).toHaveProperty('refusal')
    expect(await read('movie.mp4', 'words', 'text/plain')).toHaveProperty('refusal')
  })

  it('is the words of all pages where it is a PDF', async () => {
    const found = await read('report.pdf', pdfOf(['Annual report (2025)', 'AAPL and TSLA']))
    expect(found).toEqual({ text: 'Annual report (2025)\nAAPL and TSLA\n', isTruncated: false })
  })

  it('is read as far as it is of use, and says so', async () => {
    const long = await read('long.txt', 'x'.repeat(200_000))
    expect(long).toMatchObject({ isTruncated: true })
    const pages = await read(
      'long.pdf',
      pdfOf(Array.from({ length: 101 }, (_, at) => `page ${at}`)),
    )
    expect(pages).toMatchObject({ isTruncated: true, text: expect.stringContaining('page 99') })
    expect(pages).not.toMatchObject({ text: expect.stringContaining('page 100') })
  })

  it.each([
    ['picture.png', '\u0089PNG', 'I read text, CSV'],
    ['noending', 'words', 'I read text, CSV'],
    ['.txt.exe', 'MZ', 'I read text, CSV'],
    ['zip.csv', Buffer.from('504b0304140000000800fffe', 'hex'), 'something else'],
    ['nul.txt', 'a\0b', 'something else'],
    ['latin.txt', Buffer.from('caf\u00e9', 'latin1'), 'something else'],
    ['hidden.txt', pdfOf(['words']), 'something else'],
    ['words.pdf', 'not a PDF at all', 'something else'],
    ['empty.txt', '  \n', 'empty'],
    ['scan.pdf', pdfOf(['']), 'only pictures'],
    ['broken.pdf', '%PDF-1.7\nnothing of it', 'could not read'],
    ['large.txt', 'x'.repeat(mostTextBytes + 1), '1 MB'],
    ['large.pdf', `%PDF-${'x'.repeat(mostPdfBytes)}`, '5 MB'],
  ])('is refused with a reason where it is %s', async (name, content, reason) => {
    expect(await read(name, content)).toEqual({ refusal: expect.stringContaining(reason) })
  })

  it.each([1, 2])(
    'is refused where it unpacks to more than memory has room for (%d)',
    async (times) => {
      const bomb = Buffer.from(packedPdf(60, times), 'latin1')
      expect(bomb.length).toBeLessThan(300_000)
      expect(await read('bomb.pdf', bomb)).toEqual({
        refusal: expect.stringContaining('could not'),
      })
      const modest = Buffer.from(packedPdf(0.001, times), 'latin1')
      expect(await read('modest.pdf', modest)).toMatchObject({ text: expect.stringContaining('x') })
    },
  )

  it('is refused before anybody fetches it where its name or size say enough', () => {
    const [type, sizeBytes] = ['', mostTextBytes + 1]
    expect(refusalOf({ name: 'a.docx', type, sizeBytes: 1 })).toContain('I read text')
    expect(refusalOf({ name: 'a.csv', type, sizeBytes })).toContain('1 MB')
    expect(refusalOf({ name: 'a.pdf', type, sizeBytes })).toBeNull()
  })

  it('is left alone once nobody wants it any more, and the next one is read', async () => {
    const asked = new AbortController()
    const pages = Buffer.from(pdfOf(Array.from({ length: 90 }, () => 'words '.repeat(50))))
    const reading = textOf({ name: 'slow.pdf', type: '', sizeBytes: 0 }, pages, asked.signal)
    asked.abort(new Error('stopped'))
    await expect(reading).rejects.toThrow('stopped')
    expect(await read('next.pdf', pdfOf(['next']))).toMatchObject({ text: 'next\n' })
  })
})
