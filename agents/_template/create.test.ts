import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, it } from 'vitest'

import { createProject } from './create.ts'

const folder = await mkdtemp(join(tmpdir(), 'agents-'))
await cp(join(import.meta.dirname, '../index.ts'), join(folder, 'index.ts'))
afterAll(() => rm(folder, { recursive: true }))

it('copies the template under its new name and puts it on the list', async () => {
  expect(await createProject('weather', folder)).toBeNull()
  const project = await readFile(join(folder, 'weather/project.ts'), 'utf8')
  expect(project).toContain("export const weatherProject: Project = {\n  name: 'weather'")
  expect(project).not.toMatch(/template/i)
  const index = await readFile(join(folder, 'index.ts'), 'utf8')
  expect(index).toContain("import { weatherProject } from './weather/project.ts'\n\n")
  expect(index).toContain('[stocksProject, weatherProject]')
})

it('leaves its own generator behind', async () => {
  await expect(readFile(join(folder, 'weather/create.ts'))).rejects.toThrow('ENOENT')
})

it('never writes over a project', async () => {
  expect(await createProject('weather', folder)).toBe('agents/weather is already there.')
})

it.each(['', 'We', '../x', 'two-words', '1st', '_template'])(
  'refuses the name "%s"',
  async (name) => {
    expect(await createProject(name, folder)).toMatch(/^Usage:/)
  },
)
