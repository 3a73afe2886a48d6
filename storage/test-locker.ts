/** For folder-lock.test.ts: takes every folder it is told of until it is killed. */
import { lockFolder } from './folder-lock.ts'

process.on('message', (folder) => process.send?.(attempt(String(folder))))

function attempt(folder: string): string {
  try {
    lockFolder(folder)
    return 'held'
  } catch (error) {
    return String(error)
  }
}
