import type { ModelProvider } from '../../core/model.ts'
import type { Principal } from '../../core/types.ts'
import { wishIn } from './model-wish.ts'

/** Models by what people call them; null where there is none of that name. */
export type NamedModel = (name: string, project?: string) => ModelProvider | null

export const noOther: NamedModel = () => null

/** Which model a turn asks for, and what that leaves of the question. */
export interface ModelChoice {
  /** Null for the usual one. */
  readonly name: string | null
  readonly mayChoose: boolean
  readonly text: string
}

/** A wish that is all there is of a message stays part of the question: there is nothing else to answer. */
export function choiceIn(text: string, principal: Principal, named: NamedModel): ModelChoice {
  const mayChoose = principal.permissions.has('models.choose')
  const wish = wishIn(text, (name) => named(name) !== null)
  if (!wish) return { name: null, mayChoose, text }
  return { name: wish.name, mayChoose, text: wish.text === '' ? text : wish.text }
}

/** The model that writes, and what the person has to know of it. */
export interface Chosen {
  readonly model: ModelProvider
  readonly note: string
}

export function chosenModel(
  usual: ModelProvider,
  { name, mayChoose }: Pick<ModelChoice, 'name' | 'mayChoose'>,
  named: (name: string) => ModelProvider | null,
): Chosen {
  if (name === null) return { model: usual, note: '' }
  if (!mayChoose) return { model: usual, note: forbidden }
  const model = named(name)
  return model ? { model, note: '' } : { model: usual, note: unknown(name) }
}

const forbidden =
  '_Choosing the model takes the permission `models.choose`, so the usual one is used here._'

function unknown(name: string): string {
  return `_There is no model called \`${name}\` here, so the usual one is used._`
}
