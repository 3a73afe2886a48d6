import { channelContract } from './contract.ts'
import { fakeChannel } from './fake.ts'

const kinds = {
  'the fake': {},
  'the live fake': { isLive: true },
  'the forgetful fake': { isForgetful: true },
}

for (const [name, options] of Object.entries(kinds)) {
  channelContract(name, async () => {
    const channel = fakeChannel(options)
    return { channel, threadId: 'fake:1', shown: async ({ threadId }) => channel.shown(threadId) }
  })
}
