import { cp, readFile, symlink } from 'node:fs/promises'
import { join, relative } from 'node:path'

import { beforeAll, expect, it, vi } from 'vitest'

import { answerOf } from './answer.ts'
import { type Ended, launch, root, wordsOf } from './command.ts'
import { freshFolder } from './home.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 })

const folder = freshFolder()
const copy = () => join(folder(), 'hub')
const left = new Set(['.git', 'data', 'dist', 'node_modules'])

let created: Ended
beforeAll(async () => {
  const filter = (source: string) => !left.has(relative(root, source))
  await cp(root, copy(), { recursive: true, filter })
  await symlink(join(root, 'node_modules'), join(copy(), 'node_modules'))
  const [, ...create] = wordsOf('new:project')
  created = await inCopy([...create, 'weather'])
})

it('npm run new:project makes a project that answers, passes its tests and is typed', async () => {
  expect(created).toMatchObject({
    code: 0,
    stderr: 'agents/weather is there and on the list. Try: npm run ask -- "weather oslo"\n',
  })
  const [, ...ask] = wordsOf('ask')
  const [asked, tested, typed] = await Promise.all([
    inCopy([...ask, 'weather oslo', '--json'], { DATA_DIR: join(folder(), 'data') }),
    inCopy([
      'node_modules/vitest/vitest.mjs',
      'run',
      'agents/weather',
      'test/architecture.test.ts',
    ]),
    inCopy(['node_modules/typescript/bin/tsc', '--noEmit']),
  ])
  expect(answerOf(asked)).toMatchObject({ route: { project: 'weather', symbols: ['oslo'] } })
  expect(tested).toMatchObject({ code: 0, stdout: expect.stringMatching(/Tests .*\d+ passed/) })
  expect(typed).toEqual({ code: 0, stdout: '', stderr: '' })
})

it('npm run new:project leaves a project alone that is there', async () => {
  const [, ...create] = wordsOf('new:project')
  const index = await readFile(join(copy(), 'agents/index.ts'), 'utf8')
  expect(await inCopy([...create, 'weather'])).toMatchObject({
    code: 2,
    stderr: 'agents/weather is already there.\n',
  })
  expect(await readFile(join(copy(), 'agents/index.ts'), 'utf8')).toBe(index)
})

function inCopy(words: readonly string[], settings: Record<string, string> = {}): Promise<Ended> {
  const command = launch(process.execPath, words, settings, copy())
  command.hangUp()
  return command.ended
}
