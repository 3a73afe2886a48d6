import type { InstalledProject, Project } from '../../core/project.ts'
import { lettersAnalyst } from './letters.ts'
import { narrate } from './narrate.ts'
import { prompt } from './prompt.ts'
import { understand } from './understand.ts'

/**
 * A whole project in its smallest form: it counts the letters of a word. Replace what it knows (letters.ts),
 * what it recognises (understand.ts) and how it speaks (narrate.ts, prompt.ts); the rest of the hub stays as it is.
 */
export const templateProject: Project = {
  name: 'template',
  title: 'Template',
  settingsPrefix: 'TEMPLATE',
  permissions: ['template.read'],
  examples: [{ label: 'Count letters', text: 'template oslo rome' }],
  create,
}

function create(): InstalledProject {
  return {
    analysts: [lettersAnalyst()],
    jobs: [],
    prompt,
    phrases: [],
    understand,
    judge: () => [],
    narrate,
  }
}
