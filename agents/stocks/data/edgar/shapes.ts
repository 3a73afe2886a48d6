import { z } from 'zod'

/** One number as it was filed: the same period comes again with each filing that shows it. */
export const factShape = z.object({
  start: z.string().nullish(),
  end: z.string(),
  val: z.number(),
  form: z.string(),
  filed: z.string(),
})

export type FiledFact = z.infer<typeof factShape>

/** By unit: `USD`, `USD/shares`, `shares`. */
export const conceptShape = z.object({ units: z.record(z.string(), z.array(factShape)) })

/** Hundreds of concepts, of which we read a few: the others are not looked into. */
const taxonomy = z.record(z.string(), z.unknown()).default({})

export const companyFactsShape = z.object({
  entityName: z.string().default(''),
  facts: z.object({ 'us-gaap': taxonomy, 'ifrs-full': taxonomy, dei: taxonomy }),
})

export type CompanyFacts = z.infer<typeof companyFactsShape>

/** What a company does, in the code that the SEC files it under. */
export const submissionsShape = z.object({
  sic: z
    .string()
    .nullish()
    .transform((sic) => (sic === undefined || sic === null || sic === '' ? null : Number(sic))),
})

/** `company_tickers_exchange.json` */
export const tickersShape = z.object({
  fields: z.tuple([
    z.literal('cik'),
    z.literal('name'),
    z.literal('ticker'),
    z.literal('exchange'),
  ]),
  data: z.array(z.tuple([z.number().int(), z.string(), z.string(), z.string().nullable()])),
})

export type Tickers = z.infer<typeof tickersShape>
