import { channelContract } from './contract.ts'
import { fakeChannel } from './fake.ts'

for (const isLive of [false, true]) {
  channelContract(isLive ? 'the live fake' : 'the fake', async () => {
    const channel = fakeChannel({ isLive })
    return { channel, threadId: 'fake:1', shown: async ({ threadId }) => channel.shown(threadId) }
  })
}
