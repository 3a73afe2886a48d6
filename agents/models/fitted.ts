import type { ModelProvider, ModelRequest } from '../../core/model.ts'
import type { Capabilities } from './capabilities.ts'
import { inWords } from './schema.ts'

/** A model that is asked in the ways it understands. */
export function fitted(model: ModelProvider, capabilities: Capabilities): ModelProvider {
  const { schema, systemRole, tools } = capabilities
  if (schema && systemRole && tools) return model
  return { ...model, stream: (request) => model.stream(fit(request, capabilities)) }
}

function fit(request: ModelRequest, capabilities: Capabilities): ModelRequest {
  const { tools: _none, ...without } = request
  const able = capabilities.tools ? request : without
  const told = capabilities.schema ? able : withSchemaInWords(able)
  return capabilities.systemRole ? told : withSystemSaid(told)
}

function withSchemaInWords({ schema, ...request }: ModelRequest): ModelRequest {
  if (!schema) return request
  return { ...request, system: joined(request.system, inWords(schema)) }
}

/** The instructions stand before the person's first words. */
function withSystemSaid(request: ModelRequest): ModelRequest {
  const { system, messages } = request
  const [first, ...rest] = messages
  if (system === '') return request
  if (first?.role === 'user') {
    return {
      ...request,
      system: '',
      messages: [{ ...first, text: joined(system, first.text) }, ...rest],
    }
  }
  return { ...request, system: '', messages: [{ role: 'user', text: system }, ...messages] }
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
