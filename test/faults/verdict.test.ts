import { beforeEach, expect, it } from 'vitest'

import { type Board, type Doer, openBoard } from './board.ts'
import type { Message } from './courier.ts'
import { answerTo } from './script.ts'
import { isAnswered, judge } from './verdict.ts'

const content = { lost: [], doubled: [], disordered: [], givenUp: [] }
const failure = '⚠️ I tried 3 times and could not finish this answer.'
let board: Board

beforeEach(() => {
  board = openBoard()
})

function said(text: string, turnIds = [text]): Message {
  const saidAt = performance.now()
  const [id = ''] = turnIds
  return { id, threadId: 't1', text, saidAt, ackedAt: saidAt, turnIds: new Set(turnIds) }
}

function post({ text: turnId }: Message, text: string): string {
  return board.post({ threadId: 't1', turnId, key: `${turnId}/${text}`, text }, by('replica 1'))
}

function by(name: string): Doer {
  return { by: name, isLate: false }
}

const late: Doer = { by: 'replica 3', isLate: true }

function edit(postId: string, text: string): void {
  expect(board.edit(postId, text, by('replica 2'))).toBe(true)
}

const parts = (text: string) => [text.slice(0, 60), text.slice(60)] as const

it('is content with one whole answer that grew in a post', () => {
  const message = said('m1 plain')
  const postId = post(message, 'Answer to m1.')
  edit(postId, answerTo(message.text))
  expect(judge([message], board)).toEqual(content)
  expect(isAnswered(message, board.ofTurn(message.text))).toBe(true)
})

it('is content with an answer in parts, and a post that needs no words any more', () => {
  const message = said('m1 long')
  const [first, second] = parts(answerTo(message.text))
  post(message, first)
  post(message, second)
  post(message, '*The answer above is complete.*')
  expect(judge([message], board)).toEqual(content)
})

it.each([
  ['nothing was shown', ''],
  ['the answer stopped half-way', answerTo('m1 plain').slice(0, 80)],
  ['another answer was shown', answerTo('m2 plain')],
])('complains of a loss when %s', (_what, shown) => {
  const message = said('m1 plain')
  if (shown) post(message, shown)
  expect(judge([message], board)).toEqual({
    ...content,
    lost: [expect.stringMatching(/^m1 plain: lost/)],
  })
  expect(isAnswered(message, board.ofTurn(message.text))).toBe(false)
})

it('complains of a loss when the first of two parts is missing', () => {
  const message = said('m1 long')
  post(message, parts(answerTo(message.text))[1])
  expect(judge([message], board).lost).toEqual([expect.stringMatching(/^m1 long: lost/)])
})

it('complains of a whole answer that is there twice', () => {
  const message = said('m1 plain')
  post(message, answerTo(message.text))
  post(message, answerTo(message.text))
  expect(judge([message], board).doubled).toContainEqual(
    expect.stringMatching(/^m1 plain: doubled .*replica 1/),
  )
})

it('complains of an answer with a failure beside it, and of two failures', () => {
  const [first, second] = [said('m1 plain'), said('m2 poison')]
  post(first, answerTo(first.text))
  post(first, failure)
  post(second, failure)
  post(second, `${failure} Again.`)
  const { doubled } = judge([first, second], board)
  expect(doubled).toContainEqual(expect.stringMatching(/^m1 plain: doubled/))
  expect(doubled).toContainEqual(expect.stringMatching(/^m2 poison: doubled/))
})

it('complains of a part that was there twice only for a moment', () => {
  const message = said('m1 plain')
  const half = answerTo(message.text).slice(0, 50)
  const kept = post(message, half)
  const extra = post(message, half)
  edit(extra, '*The answer above is complete.*')
  edit(kept, answerTo(message.text))
  expect(judge([message], board)).toEqual({
    ...content,
    doubled: [`m1 plain: replica 1 showed "${half}" twice`],
  })
})

it('complains of a whole answer that was taken back and written anew', () => {
  const message = said('m1 plain')
  const postId = post(message, answerTo(message.text))
  edit(postId, 'Answer')
  edit(postId, answerTo(message.text))
  expect(judge([message], board)).toEqual({
    ...content,
    doubled: ['m1 plain: replica 2 spoilt the whole answer with "Answer"'],
  })
})

it('looks past what came too late and was put right', () => {
  const message = said('m1 plain')
  const whole = answerTo(message.text)
  const postId = post(message, whole)
  board.edit(postId, 'Answer', late)
  edit(postId, whole)
  const extra = { threadId: 't1', turnId: message.text, key: 'extra', text: whole }
  board.remove(board.post(extra, late), late)
  expect(judge([message], board)).toEqual(content)
  expect(isAnswered(message, board.ofTurn(message.text))).toBe(true)
})

it('complains of what came too late and stands', () => {
  const [first, second] = [said('m1 plain'), said('m2 plain')]
  board.edit(post(first, answerTo(first.text)), 'Answer', late)
  const whole = answerTo(second.text)
  post(second, whole)
  board.post({ threadId: 't1', turnId: second.text, key: 'extra', text: whole }, late)
  expect(judge([first, second], board)).toEqual({
    ...content,
    lost: [expect.stringMatching(/^m1 plain: lost .*replica 3/)],
    doubled: [expect.stringMatching(/^m2 plain: doubled .*replica 3/)],
  })
})

it('complains of an answer that whoever had the turn took away', () => {
  const message = said('m1 plain')
  board.remove(post(message, answerTo(message.text)), by('replica 1'))
  expect(judge([message], board)).toMatchObject({
    lost: [expect.stringMatching(/^m1 plain: lost/)],
    doubled: ['m1 plain: replica 1 spoilt the whole answer with ""'],
  })
})

it('complains of a message that was taken for two', () => {
  const message = said('m1 plain', ['m1 plain', 'another turn'])
  post(message, answerTo(message.text))
  expect(judge([message], board).doubled).toEqual(['m1 plain: taken for two messages'])
})

it('complains of an answer that began before the one before it had ended', () => {
  const first = said('m1 plain')
  const second = { ...said('m2 plain'), saidAt: first.saidAt + 1 }
  const postId = post(first, 'Answer')
  post(second, answerTo(second.text))
  edit(postId, answerTo(first.text))
  expect(judge([first, second], board)).toEqual({
    ...content,
    disordered: ['m2 plain began before m1 plain had ended'],
  })
})

it('lets threads, and messages that were not acknowledged in turn, overtake one another', () => {
  const first = said('m1 plain')
  const unheard = { ...first, ackedAt: null }
  const second = { ...said('m2 plain'), saidAt: first.saidAt + 1 }
  const postId = post(first, 'Answer')
  post(second, answerTo(second.text))
  edit(postId, answerTo(first.text))
  expect(judge([unheard, second], board)).toEqual(content)
  expect(judge([{ ...first, threadId: 't2' }, second], board)).toEqual(content)
})

it('complains when somebody is given up who asked nothing that kills', () => {
  const [innocent, poison] = [said('m1 plain'), said('m2 poison')]
  post(innocent, failure)
  post(poison, failure)
  expect(judge([innocent, poison], board)).toEqual({
    ...content,
    givenUp: [expect.stringMatching(/^m1 plain: given up/)],
  })
})
