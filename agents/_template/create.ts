import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** `npm run new:project NAME`: a working project, copied from this folder and put on the list. */
const agents = join(import.meta.dirname, '..')
const notCopied = ['create.ts', 'create.test.ts']

if (process.argv[1] === import.meta.filename) {
  const [name = ''] = process.argv.slice(2)
  const problem = await createProject(name, agents)
  process.stderr.write(
    `${problem ?? `agents/${name} is there and on the list. Try: npm run ask -- "${name} oslo"`}\n`,
  )
  process.exitCode = problem === null ? 0 : 2
}

/** Null when it worked, else the sentence that says why not. */
export async function createProject(name: string, folder: string): Promise<string | null> {
  if (!/^[a-z][a-z0-9]{1,29}$/.test(name)) {
    return 'Usage: npm run new:project NAME, one word of small letters and digits, like "weather".'
  }
  const target = join(folder, name)
  if (await exists(target)) return `agents/${name} is already there.`
  await cp(import.meta.dirname, target, {
    recursive: true,
    filter: (source) => !notCopied.some((file) => source.endsWith(`/${file}`)),
  })
  for (const file of await readdir(target)) await rename(join(target, file), name)
  await enlist(join(folder, 'index.ts'), name)
  return null
}

async function rename(file: string, name: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  const renamed = text
    .replaceAll('TEMPLATE', name.toUpperCase())
    .replaceAll('Template', name.charAt(0).toUpperCase() + name.slice(1))
    .replaceAll('template', name)
  await writeFile(file, renamed)
}

/** Adds the import and the entry to the list of installed projects. */
async function enlist(index: string, name: string): Promise<void> {
  const text = await readFile(index, 'utf8')
  const project = `${name}Project`
  const imported = text.replace('\n\n', `\nimport { ${project} } from './${name}/project.ts'\n\n`)
  await writeFile(index, imported.replace(/= \[(.+)\]/, `= [$1, ${project}]`))
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
