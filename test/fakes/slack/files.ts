import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import { inJson, read } from './arguments.ts'
import type { Method } from './call.ts'
import { blankPost, roomOf } from './posts.ts'
import { SlackRefusal } from './refusal.ts'

/** Files on their way: asked for, uploaded, and only then shared. */
export interface Files {
  readonly getUploadUrl: Method
  readonly complete: Method
  readonly remove: Method
  /** Takes the bytes; false where nobody asked for that address or the length is not what was said. */
  upload(id: string, bytes: Buffer): boolean
}

interface Pending {
  readonly name: string
  readonly length: number
  readonly altText: string
  bytes: Buffer | null
}

const uploadArguments = z.strictObject({
  filename: z.string().min(1),
  length: z.coerce.number().int().positive(),
  alt_text: z.string().max(1_000).optional(),
  alt_txt: z.string().max(1_000).optional(),
  snippet_type: z.string().optional(),
})

export function openFiles(uploadUrl: (id: string) => string): Files {
  const pending = new Map<string, Pending>()
  return {
    getUploadUrl(given) {
      const asked = read(uploadArguments, given)
      const id = `F${randomUUID().slice(0, 8).toUpperCase()}`
      const altText = asked.alt_txt ?? asked.alt_text ?? ''
      pending.set(id, { name: asked.filename, length: asked.length, altText, bytes: null })
      return { file_id: id, upload_url: uploadUrl(id) }
    },
    upload(id, bytes) {
      const file = pending.get(id)
      if (!file || bytes.length !== file.length) return false
      file.bytes = bytes
      return true
    },
    remove,
    complete(given, scene) {
      const schema = z.strictObject({
        files: inJson(
          z.array(z.strictObject({ id: z.string(), title: z.string().optional() })).min(1),
        ),
        channel_id: z.string().optional(),
        thread_ts: z.string().optional(),
        initial_comment: z.string().optional(),
        blocks: inJson(z.array(z.looseObject({}))).optional(),
      })
      const asked = read(schema, given)
      const shared = asked.files.map(({ id }) => {
        const file = pending.get(id)
        if (!file?.bytes) throw new SlackRefusal('file_not_found')
        return { id, name: file.name, altText: file.altText, bytes: file.bytes }
      })
      if (asked.channel_id !== undefined) {
        const room = roomOf(scene, asked.channel_id)
        const post = blankPost(scene, asked.thread_ts ?? null)
        post.text = asked.initial_comment ?? ''
        post.files = shared
        room.posts.push(post)
      }
      return { files: shared.map(({ id, name }) => ({ id, title: name })) }
    },
  }
}

const remove: Method = (given, { workspace }) => {
  const { file } = read(z.strictObject({ file: z.string() }), given)
  const posts = [...workspace.rooms.values()].flatMap((room) => room.posts)
  const post = posts.find(({ files }) => files.some(({ id }) => id === file))
  if (!post) throw new SlackRefusal('file_not_found')
  post.files = post.files.filter(({ id }) => id !== file)
  post.isDeleted = post.files.length === 0
  return {}
}
