/** One event of each name under which an app can subscribe, as Slack tells it. */
export const eventSamples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  agent_session_stopped: { channel: 'C1', thread_ts: '1.2' },
  app_home_opened: { user: 'U1', channel: 'D1', tab: 'home' },
  app_mention: { user: 'U1', channel: 'C1', ts: '1.2', text: '<@UB> hello' },
  app_uninstalled: {},
  assistant_thread_context_changed: {
    assistant_thread: { user_id: 'U1', context: {}, channel_id: 'D1', thread_ts: '1.2' },
  },
  assistant_thread_started: {
    assistant_thread: { user_id: 'U1', context: {}, channel_id: 'D1', thread_ts: '1.2' },
  },
  'message.channels': { user: 'U1', channel: 'C1', ts: '1.2', text: 'hello' },
  'message.groups': { user: 'U1', channel: 'G1', ts: '1.2', text: 'hello' },
  'message.im': { user: 'U1', channel: 'D1', ts: '1.2', text: 'hello' },
  'message.mpim': { user: 'U1', channel: 'G2', ts: '1.2', text: 'hello' },
  tokens_revoked: { tokens: { bot: ['UB'] } },
}
