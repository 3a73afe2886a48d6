import { AppError } from '../../core/errors.ts'
import type { ModelEvent, ModelProvider } from '../../core/model.ts'

/** No model at all: the projects narrate. */
export function offlineModel(): ModelProvider {
  return { name: 'offline', model: 'none', isAvailable: false, stream: refuse }
}

async function* refuse(): AsyncGenerator<ModelEvent> {
  yield {
    type: 'failed',
    error: new AppError('unavailable', 'no model is set up', {
      said: 'No language model is set up here.',
    }),
    partial: '',
  }
}
