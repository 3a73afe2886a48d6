import { z } from 'zod'

import type { Block, Post } from '../../fakes/slack/world.ts'

const words = z.object({ text: z.string() })
const button = z.object({ action_id: z.string(), text: words, value: z.string() })
const thumb = z.object({ value: z.string() })
const thumbs = z.object({ positive_button: thumb, negative_button: thumb })

/** What a person reads in the rows below an answer: its sources and its buttons. */
export function labelsIn(blocks: readonly Block[]): string[] {
  return blocks
    .filter(({ type }) => type === 'context' || type === 'actions')
    .flatMap(({ elements }) => z.array(z.unknown()).parse(elements))
    .map((element) => {
      const pressable = button.safeParse(element)
      return pressable.success ? pressable.data.text.text : words.parse(element).text
    })
}

/** What pressing the button with that label sends. */
export function pressing({ blocks }: Post, label: string) {
  const found = blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => z.array(button).parse(elements))
    .find(({ text }) => text.text === label)
  if (!found) throw new Error(`no button is called ${label}`)
  return { actionId: found.action_id, value: found.value }
}

/** What thumbs up and thumbs down send. */
export function thumbsOf({ blocks }: Post): readonly [string, string] {
  const row = blocks.find(({ type }) => type === 'context_actions')
  const [votes] = z.array(thumbs).parse(row?.['elements'])
  if (!votes) throw new Error('no thumbs')
  return [votes.positive_button.value, votes.negative_button.value]
}
