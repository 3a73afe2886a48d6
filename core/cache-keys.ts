import type { CacheKey } from './cache.ts'

export function stockPriceKey(symbol: string, market: string, period: string): CacheKey {
  return `stock_price:${part(symbol)}:${part(market)}:${part(period)}`
}

export function fundamentalDataKey(symbol: string, market: string): CacheKey {
  return `fundamental_data:${part(symbol)}:${part(market)}`
}

export function stockNewsKey(symbol: string, market: string): CacheKey {
  return `stock_news:${part(symbol)}:${part(market)}`
}

/** `hash` is that of all that the judgement rests on. */
export function headlineJudgementKey(model: string, symbol: string, hash: string): CacheKey {
  return `headline_judgement:${part(model)}:${part(symbol)}:${part(hash)}`
}

export function userSessionKey(userId: string): CacheKey {
  return `user_session:${part(userId)}`
}

/** A part is never mistaken for two. */
function part(text: string): string {
  return text.replaceAll(/[%:]/g, (sign) => encodeURIComponent(sign))
}
