import type { LiveReply } from '../../core/types.ts'
import { type Draft, blank, drafted, ticks } from '../draft.ts'
import { type FinalEvent, isLast } from '../events.ts'
import { printable } from '../printable.ts'
import { chartLines } from './charts.ts'
import { growingPage } from './page.ts'
import { type Paint, paintWith } from './paint.ts'
import type { Region } from './region.ts'
import type { RenderOptions } from './render.ts'
import { wrap } from './wrap.ts'

/** A reply on a screen: who is at work, then the answer as it grows, each in place of what was there before. */
export function screenReply(region: Region, options: RenderOptions): Pick<LiveReply, 'write'> {
  const paint = paintWith(options.color)
  const page = growingPage(options)
  let draft = blank

  return {
    async write(event) {
      draft = drafted(draft, event)
      if (event.type === 'restart') return beginAnew(region, paint)
      if (!isLast(event)) return region.show(partial())
      region.show([...page.whole(draft.text), ...below(draft.text, endOf(event, options, paint))])
      region.keep()
    },
  }

  function partial(): readonly string[] {
    return draft.text.trim() === '' ? workOf(draft, options, paint) : page.partial(draft.text)
  }
}

function beginAnew(region: Region, paint: Paint): void {
  if (region.isInReach()) return region.show([])
  region.keep()
  region.show([paint.dim('── that was not right, once more: ──'), ''])
  region.keep()
}

function workOf({ status, tasks }: Draft, { columns }: RenderOptions, paint: Paint): string[] {
  const lines = tasks.map(
    ({ state, title, detail }) =>
      `${tick(state, paint)} ${line(title)}${detail ? paint.dim(` ${line(detail)}`) : ''}`,
  )
  const head = status === '' ? [] : [paint.dim(line(status))]
  return [...head, ...lines].flatMap((text) => wrap(text, columns).slice(0, 1))
}

function tick(state: keyof typeof ticks, paint: Paint): string {
  if (state === 'done') return paint.green(ticks[state])
  return state === 'failed' ? paint.red(ticks[state]) : paint.dim(ticks[state])
}

function endOf(event: FinalEvent, { columns }: RenderOptions, paint: Paint): string[] {
  if (event.type === 'failed') return wrap(paint.red(`✗ ${line(event.error.said)}`), columns)
  const { choices, charts = [] } = event.reply
  const drawn = chartLines(charts, columns, paint)
  if (choices.length === 0) return drawn
  const offers = wrap(
    paint.dim(`Try: ${choices.map(({ text }) => line(text)).join(' · ')}`),
    columns,
  )
  return drawn.length > 0 ? [...drawn, '', ...offers] : offers
}

function below(text: string, lines: readonly string[]): readonly string[] {
  return text.trim() === '' || lines.length === 0 ? lines : ['', ...lines]
}

function line(text: string): string {
  return printable(text).replaceAll(/\s+/g, ' ').trim()
}
