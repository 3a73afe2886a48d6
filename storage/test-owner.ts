/** A process that says what it calls itself in leases, and stays. */
import { leaseOwner } from './lease-owner.ts'

process.send?.(leaseOwner())
process.once('disconnect', () => process.exit())
