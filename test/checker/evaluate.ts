import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { phrases } from '../../agents/stocks/phrases.ts'
import { wording } from '../../agents/stocks/wording.ts'
import { type NumberChecker, numberChecker, type Unfounded } from '../../bot/graph/check.ts'
import { sentences } from '../../bot/graph/sentences.ts'
import { scenes as developmentScenes } from './development/scenes.ts'
import { laterScenes } from './opened/later-scenes.ts'
import { lotScenes } from './opened/lot-scenes.ts'
import { moreScenes } from './opened/more-scenes.ts'
import { scenes as openedScenes } from './opened/scenes.ts'
import { briefOf, type Scene } from './scene.ts'

/**
 * The checker was mended for the development sentences. All others were held out in lots and opened after a first look
 * each, whose numbers docs/benchmarks.md keeps: none is unseen any more.
 */
export const parts = [
  'development',
  'opened',
  'opened/lot-11',
  'opened/lot-12',
  'opened/lot-13',
] as const
export type Part = (typeof parts)[number]

/** A sentence, what it was said after, and where it is wrong. */
interface Case {
  readonly part: Part
  readonly scene: string
  /** `right`, or what is wrong with it. */
  readonly kind: string
  readonly before: string
  readonly text: string
  readonly wrong: readonly { readonly start: number; readonly end: number }[]
}

export interface Outcome extends Case {
  readonly flagged: readonly Unfounded[]
  readonly tookMs: number
}

const scenes: Readonly<Record<string, Scene>> = {
  ...developmentScenes,
  ...openedScenes,
  ...moreScenes,
  ...laterScenes,
  ...lotScenes,
}

/** What the checker makes of every sentence of a part. */
export async function outcomesOf(part: Part): Promise<readonly Outcome[]> {
  return Promise.all(casesOf(part).map(outcomeOf))
}

function casesOf(part: Part): readonly Case[] {
  const lines = readFileSync(join(import.meta.dirname, part, 'sentences.txt'), 'utf8').split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => caseOf(part, line))
}

function caseOf(part: Part, line: string): Case {
  const [scene = '', kind = '', ...rest] = line.split(' | ')
  const [said = '', after] = rest
    .join(' | ')
    .replaceAll(String.raw`\n`, '\n')
    .split(' ⇒ ')
  const [before, marked] = after === undefined ? ['', said] : [`${said}\n`, after]
  const wrong: { start: number; end: number }[] = []
  const text = marked.replaceAll(/\{([^}]*)\}/g, (_braces, inner: string, at: number) => {
    const start = at - 2 * wrong.length
    wrong.push({ start, end: start + inner.length })
    return inner
  })
  return { part, scene, kind, before, text, wrong }
}

/** The checker of a reply about what a scene knows. */
export function newChecker(name: string): NumberChecker {
  const scene = sceneOf(name)
  const isStocks = scene.findings.some(({ evidence }) => evidence[0]?.tool.startsWith('stocks.'))
  return numberChecker(briefOf(scene), isStocks ? { phrases, wording } : { phrases: [] })
}

function sceneOf(name: string): Scene {
  const scene = scenes[name]
  if (scene === undefined) throw new Error(`no scene is called ${name}`)
  return scene
}

async function outcomeOf(each: Case): Promise<Outcome> {
  const checker = newChecker(each.scene)
  for await (const piece of sentences([each.before])) checker.heard(piece)
  const flagged: Unfounded[] = []
  let [offset, tookMs] = [0, 0]
  for await (const piece of sentences([each.text])) {
    const startedAt = performance.now()
    const { unfounded } = checker.check(piece)
    checker.heard(piece)
    tookMs += performance.now() - startedAt
    const at = offset
    flagged.push(
      ...unfounded.map(({ start, end, text }) => ({ start: start + at, end: end + at, text })),
    )
    offset += piece.length
  }
  return { ...each, flagged, tookMs }
}

export interface Score {
  readonly kind: string
  /** Wrong numbers, and how many of them were caught. */
  readonly wrong: number
  readonly caught: number
  /** Sentences without a wrong number, and how many of them had a number struck. */
  readonly right: number
  readonly alarms: number
  /** Right numbers struck beside a wrong one. */
  readonly beside: number
}

export function scoreOf(kind: string, outcomes: readonly Outcome[]): Score {
  const right = outcomes.filter(({ wrong }) => wrong.length === 0)
  return {
    kind,
    wrong: sum(outcomes.map(({ wrong }) => wrong.length)),
    caught: sum(outcomes.map((each) => each.wrong.filter((span) => isFlagged(each, span)).length)),
    right: right.length,
    alarms: right.filter(({ flagged }) => flagged.length > 0).length,
    beside: sum(outcomes.map((each) => (each.wrong.length === 0 ? 0 : straysOf(each).length))),
  }
}

export function recallOf({ caught, wrong }: Score): number {
  return wrong === 0 ? 1 : caught / wrong
}

export function alarmRateOf({ alarms, right }: Score): number {
  return right === 0 ? 0 : alarms / right
}

/** Of all numbers struck, the share that was wrong. */
export function precisionOf({ caught, alarms, beside }: Score): number {
  return caught / Math.max(1, caught + alarms + beside)
}

type Span = Case['wrong'][number]

function isFlagged({ flagged }: Outcome, { start, end }: Span): boolean {
  return flagged.some((each) => each.start < end && start < each.end)
}

export function straysOf({ flagged, wrong }: Outcome): readonly Unfounded[] {
  return flagged.filter(
    (each) => !wrong.some(({ start, end }) => each.start < end && start < each.end),
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
