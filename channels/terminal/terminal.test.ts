import { describe, expect, it } from 'vitest'

import { AppError } from '../../core/errors.ts'
import type { Channel, ReplyEvent } from '../../core/types.ts'
import { channelContract } from '../contract.ts'
import { documentOf } from '../documents.ts'
import type { FinalEvent } from '../events.ts'
import { doneWith } from '../fake.ts'
import { terminalChannel } from './index.ts'
import { renderMarkdown } from './render.ts'
import { openScreen } from './screen.ts'

channelContract('the terminal', async () => {
  const screen = openScreen()
  const channel = terminalChannel({
    output: screen,
    isTTY: true,
    columns: 80,
    rows: 500,
    color: true,
  })
  return { channel, threadId: 'terminal:1', shown: async () => [screen.text()] }
})

channelContract('the terminal in a pipe', async () => {
  const screen = openScreen()
  const channel = terminalChannel({
    output: screen,
    isTTY: false,
    columns: 80,
    color: false,
    progress: screen,
  })
  return { channel, threadId: 'terminal:1', shown: async () => [screen.text()] }
})

describe('a reply on a screen', () => {
  it('shows who is at work, and then the answer in its place', async () => {
    const { screen, channel } = open()
    const live = await channel.live?.(to)
    await live?.write({ type: 'status', text: 'Looking at AAPL' })
    await live?.write(task('started'))
    expect(screen.text()).toBe('Looking at AAPL\n… Reading the price chart')
    await live?.write(task('done'))
    expect(screen.text()).toBe('Looking at AAPL\n✓ Reading the price chart')
    await live?.write(text('It **rose'))
    expect(screen.text()).toBe('It rose')
    await live?.write(
      doneWith('It **rose**.', [
        { label: 'Why?', text: 'why?' },
        { label: 'TSLA', text: 'and TSLA?' },
      ]),
    )
    expect(screen.text()).toBe('It rose.\n\nTry: why? · and TSLA?')
  })

  it('sketches the line of a chart below the answer, and leaves other charts to the words', async () => {
    const { screen, channel } = open()
    const live = await channel.live?.(to)
    const chart = { id: '1', project: 'stocks', kind: 'price', alt: 'It rose.', spec: {} }
    const charts = [
      { ...chart, title: 'AAPL: \u001B[2Jprice', sketch: [1, 2, 3, 4, 5, 6, 7, 8] },
      { ...chart, title: 'AAPL: confidence' },
      { ...chart, title: 'Flat', sketch: [5, 5, 5] },
    ]
    const done = doneWith('It **rose**.', [{ label: 'Why?', text: 'why?' }])
    if (done.type !== 'done') throw new Error('a reply ends with done')
    await live?.write({ ...done, reply: { ...done.reply, charts } })
    expect(screen.text()).toBe(
      'It rose.\n\nAAPL: price  ▁▂▃▄▅▆▇█\nIt rose.\nFlat  ▁▁▁\nIt rose.\n\nTry: why?',
    )
  })

  it('shows at every moment what the text so far looks like', async () => {
    const { screen, channel } = open()
    const live = await channel.live?.(to)
    const document = documentOf(11, 6)
    for (const word of document.match(/\S+\s*/g) ?? []) await live?.write(text(word))
    await live?.write(doneWith(document))
    expect(screen.text()).toBe(renderMarkdown(document, { columns: 80, color: false }))
  })

  it('holds a table back until its columns are known', async () => {
    const { screen, channel } = open()
    const live = await channel.live?.(to)
    await live?.write(text('Look:\n\n| Name | Value |\n|---|---:|\n| RSI'))
    expect(screen.text()).toBe('Look:')
    await live?.write(text(' | 28.4 |\n\nSo'))
    expect(screen.text()).toBe('Look:\n\nName  Value\n───────────\nRSI    28.4\n\nSo')
  })

  it('erases a text that is taken back', async () => {
    const { screen, channel } = open()
    const live = await channel.live?.(to)
    await live?.write(text('# Wrong\n\nVery wrong.\n\n- a\n- b'))
    await live?.write({ type: 'restart' })
    expect(screen.text()).toBe('')
    await live?.write(doneWith('Right.'))
    expect(screen.text()).toBe('Right.')
  })

  it('says that it begins anew when what it takes back has scrolled off', async () => {
    const { screen, channel } = open(10)
    const live = await channel.live?.(to)
    await live?.write(text('Wrong.\n\n'.repeat(20)))
    await live?.write({ type: 'restart' })
    await live?.write(doneWith('Right.'))
    expect(screen.text()).toMatch(/Wrong\.\n── that was not right, once more: ──\n\nRight\.$/)
  })

  it('leaves what has scrolled off alone', async () => {
    const { screen, channel } = open(10)
    const live = await channel.live?.(to)
    const document = 'word\n\n'.repeat(30).trim()
    for (const word of document.match(/\S+\s*/g) ?? []) await live?.write(text(word))
    await live?.write(doneWith(document))
    expect(screen.text()).toBe(document)
  })

  it('ends a failure with the partial text and the reason', async () => {
    const { screen, channel, ended } = open()
    const live = await channel.live?.(to)
    await live?.write(failure)
    expect(screen.text()).toBe('Half an\n\n✗ That took too long.')
    expect(ended).toEqual([failure])
  })

  it('leaves earlier replies alone', async () => {
    const { screen, channel } = open()
    for (const answer of ['One.', 'Two.']) {
      const live = await channel.live?.({ ...to, turnId: answer })
      await live?.write(text(answer))
      await live?.write(doneWith(answer))
    }
    expect(screen.text()).toBe('One.\nTwo.')
  })
})

describe('a reply in a pipe', () => {
  it('is the markdown with what could be pressed elsewhere, and nothing that was taken back', async () => {
    const { screen, progress, channel } = open(24, false)
    const live = await channel.live?.(to)
    await live?.write(task('started'))
    await live?.write(task('done'))
    await live?.write(text('Wrong.'))
    await live?.write({ type: 'restart' })
    await live?.write(text('# Right'))
    expect(screen.text()).toBe('')
    await live?.write(doneWith('# Right\n\n| a |\n|---|\n', [{ label: 'Why?', text: 'why?' }]))
    expect(screen.text()).toBe('# Right\n\n| a |\n|---|\n\n- why?')
    expect(progress.text()).toBe('✓ Reading the price chart')
  })

  it('keeps the reason of a failure out of it', async () => {
    const { screen, progress, channel } = open(24, false)
    const live = await channel.live?.(to)
    await live?.write(failure)
    expect(screen.text()).toBe('Half an')
    expect(progress.text()).toBe('That took too long.')
  })
})

const to = { threadId: 'terminal:1', turnId: 'turn-1' } as const

const failure: FinalEvent = {
  type: 'failed',
  error: new AppError('timeout', 'log', { said: 'That took too long.' }),
  partial: 'Half an',
}

function open(rows = 200, isTTY = true) {
  const screen = openScreen()
  const progress = openScreen()
  const ended: FinalEvent[] = []
  const onReply = (event: FinalEvent): void => void ended.push(event)
  const channel: Channel = terminalChannel({
    output: screen,
    isTTY,
    columns: 80,
    rows,
    color: false,
    progress,
    onReply,
  })
  return { screen, progress, channel, ended }
}

function text(delta: string): ReplyEvent {
  return { type: 'text', delta }
}

function task(state: 'started' | 'done'): ReplyEvent {
  return { type: 'task', id: 'a', title: 'Reading the price chart', state }
}
