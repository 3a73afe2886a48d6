import type { ModelEvent, ModelProvider, ModelRequest } from './model.ts'

/** A model that reads words of others: nobody can offer it tools. Every model can be asked like that. */
export interface Reader extends Omit<ModelProvider, 'stream'> {
  readonly stream: (request: Toolless) => AsyncIterable<ModelEvent>
}

export type Toolless = Omit<ModelRequest, 'tools'> & { readonly tools?: never }
