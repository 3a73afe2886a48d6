import { z } from 'zod'

/** Of a file that was deleted, or that belongs to another workspace, Slack says little. */
export const file = z.object({
  id: z.string(),
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
})

/** The part of an event that we read; what else Slack sends is let be. */
const spoken = z.object({
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  subtype: z.string().optional(),
  files: z.array(file).optional(),
})

const mention = spoken.extend({ type: z.literal('app_mention'), channel: z.string() })
const message = spoken.extend({ type: z.literal('message'), channel: z.string() })

const changed = z.object({
  type: z.literal('message'),
  subtype: z.literal('message_changed'),
  channel: z.string(),
  message: spoken,
})

const deleted = z.object({
  type: z.literal('message'),
  subtype: z.literal('message_deleted'),
  channel: z.string(),
  deleted_ts: z.string(),
})

const stopped = z.object({
  type: z.literal('agent_session_stopped'),
  channel: z.string(),
  thread_ts: z.string(),
})

type SlackEvent = z.infer<
  typeof mention | typeof message | typeof changed | typeof deleted | typeof stopped
>
type Shape = z.ZodType<SlackEvent>

/** By its type, and its subtype where that says more: each shape that is tried in vain costs as much as the right one. */
const events: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['app_mention', mention],
  ['message', message],
  ['message message_changed', changed],
  ['message message_deleted', deleted],
  ['agent_session_stopped', stopped],
])

export const envelope = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  /** Seconds since 1970. */
  event_time: z.number().optional(),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  context_team_id: z.string().nullish(),
  context_enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().optional(),
  authorizations: z
    .array(
      z.object({
        team_id: z.string().nullish(),
        enterprise_id: z.string().nullish(),
        user_id: z.string().optional(),
      }),
    )
    .optional(),
  event: z.looseObject({ type: z.string(), subtype: z.string().optional() }),
})

export type Envelope = z.infer<typeof envelope>
export type SlackFile = z.infer<typeof file>
export type Spoken = z.infer<typeof spoken>

/** Null for an event that we have nothing to do with. */
export function eventOf({ event: raw }: Envelope): SlackEvent | null {
  const { type, subtype } = raw
  const shape = events.get(`${type} ${subtype}`) ?? events.get(type)
  const parsed = shape?.safeParse(raw)
  return parsed?.success ? parsed.data : null
}

/** Whose workspace this event is meant for: with shared rooms not always the one that it happened in. */
export function teamOf({ authorizations, context_team_id: context, team_id: team }: Envelope) {
  return authorizations?.[0]?.team_id ?? context ?? team ?? null
}

/** The organisation of that workspace on Enterprise Grid; undefined elsewhere. */
export function enterpriseOf(told: Envelope): string | undefined {
  const { authorizations, context_enterprise_id: context, enterprise_id: own } = told
  return authorizations?.[0]?.enterprise_id ?? context ?? own ?? undefined
}
