import type { App } from '@slack/bolt'

import type { Inbox } from '../../core/types.ts'
import { placeOf, pressed, saidBy } from './pressed.ts'
import { threadIdOf } from './thread-id.ts'

/** Buttons below a reply: one says its words in the thread, one ends the answer that is being written. */
export function listenToButtons(bolt: App, inbox: () => Inbox): void {
  bolt.action(/^say:/, async ({ body, ack }) => {
    await inbox().receive(saidBy(pressed.parse(body)))
    await ack()
  })
  bolt.action('stop', async ({ body, ack }) => {
    await inbox().stop(threadIdOf(placeOf(pressed.parse(body))))
    await ack()
  })
}
