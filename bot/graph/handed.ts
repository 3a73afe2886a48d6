import type { AttachedText } from '../../core/attachment.ts'
import type { Question } from '../../core/types.ts'

/** Evidence of this tool is a file of the person's own. */
export const attachmentTool = 'hub.attachment'

/** In characters: what a model reads of all files together. */
const mostAttached = 12_000
const longestName = 100

/** A file as far as a writing model is handed it. */
export interface Handed extends AttachedText {
  readonly isWhole: boolean
}

/** Each file has its even share. */
export function handed({ attachments = [] }: Question): readonly Handed[] {
  const share = Math.floor(mostAttached / Math.max(1, attachments.length))
  return attachments.map(({ name, text }) => ({
    name: name.slice(0, longestName),
    text: text.slice(0, share),
    isWhole: text.length <= share,
  }))
}
