import { doorbellContract } from '../core/doorbell-contract.ts'
import { localDoorbell } from './doorbell.ts'

doorbellContract('of one process', async () => ({
  doorbell: localDoorbell(),
  close: async () => {},
}))
