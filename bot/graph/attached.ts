import type { AttachedText } from '../../core/attachment.ts'
import type { IncomingMessage } from '../../core/types.ts'
import { visible } from './guard.ts'

/** The texts that a person attached, as projects and models are handed them; files that were refused are none. */
export function attachedTo({ attachments = [] }: IncomingMessage): readonly AttachedText[] {
  return attachments.flatMap(({ name, content }) =>
    content && 'text' in content ? [{ name: visible(name), text: visible(content.text) }] : [],
  )
}
