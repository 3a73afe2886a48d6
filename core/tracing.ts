import { type Attributes, context, type Span, SpanStatusCode, trace } from '@opentelemetry/api'

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

/** The same for a stream: the span lasts until the stream has ended or was left. */
export async function* tracedStream<T>(
  name: string,
  attributes: Attributes,
  open: () => AsyncIterable<T>,
): AsyncGenerator<T> {
  const span = tracer().startSpan(name, { attributes })
  try {
    yield* context.with(trace.setSpan(context.active(), span), open)
  } catch (error) {
    fail(span, error)
    throw error
  } finally {
    span.end()
  }
}

function tracer() {
  return trace.getTracer('ai-hub')
}

function fail(span: Span, error: unknown): void {
  span.recordException(error instanceof Error ? error : String(error))
  span.setStatus({ code: SpanStatusCode.ERROR })
}
