import {
  type Attributes,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'

import { tapped } from './tapped.ts'

/**
 * Runs `work` inside a span of that name. Free when no exporter is set up: the API then does nothing.
 */
export async function traced<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  return tracer().startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work()
    } catch (error) {
      fail(span, error)
      throw error
    } finally {
      span.end()
    }
  })
}

export interface StreamSpan<T> {
  readonly name: string
  readonly attributes: Attributes
  /** What an event tells of the stream; `error.type` among it marks the span as failed. */
  readonly tell: (event: T) => Attributes
}

/** The same for a stream of answers of another service: the span lasts until the stream has ended or was left. */
export function tracedStream<T>(
  { name, attributes, tell }: StreamSpan<T>,
  open: () => AsyncIterable<T>,
): AsyncIterable<T> {
  const span = tracer().startSpan(name, { attributes, kind: SpanKind.CLIENT })
  // Nobody listens: the stream is then handed on as it is.
  if (!span.isRecording()) return open()
  return tapped(() => context.with(trace.setSpan(context.active(), span), open), {
    see(event) {
      const told = tell(event)
      span.setAttributes(told)
      if ('error.type' in told) span.setStatus({ code: SpanStatusCode.ERROR })
    },
    end(error) {
      if (error !== undefined) fail(span, error)
      span.end()
    },
  })
}

function tracer() {
  return trace.getTracer('ai-hub')
}

function fail(span: Span, error: unknown): void {
  span.recordException(error instanceof Error ? error : String(error))
  span.setStatus({ code: SpanStatusCode.ERROR })
}
