/** A picture that belongs to a reply, as a project thinks of it. */
export interface Drawing {
  /** `price`, `comparison`, `confidence`. */
  readonly kind: string
  readonly title: string
  /** What it shows, in words with the main numbers, for whoever cannot see it. */
  readonly alt: string
  /** The shape of its one line in up to 48 numbers, for where no picture can be shown. */
  readonly sketch?: readonly number[]
  /** All that is drawn, as plain data: it is drawn when somebody looks, in the theme of that day. */
  readonly spec: unknown
}

export interface Chart extends Drawing {
  /** Says which turn, which of its charts, and a hash of what is drawn: another picture has another id. */
  readonly id: string
  /** The project that knows how to draw it. */
  readonly project: string
  /** The ground that whoever asked wants it drawn for, where nobody knows it; light when absent. */
  readonly theme?: ChartTheme
}

export const chartThemes = ['light', 'dark'] as const

export type ChartTheme = (typeof chartThemes)[number]

/** For a wide place, or for one as narrow as a phone. */
export const chartSizes = ['wide', 'narrow'] as const

export type ChartSize = (typeof chartSizes)[number]

/** How a picture is to look. */
export interface ChartLook {
  readonly theme: ChartTheme
  readonly size: ChartSize
}

/** Makes a picture of what a chart says: SVG, without anything that it would have to load. */
export type Draw = (spec: unknown, look: ChartLook) => string

/** A chart in a few numbers, for platforms that draw charts themselves. */
export interface Plot {
  readonly form: 'line' | 'bar'
  /** What the values are counted in. */
  readonly unit: string
  /** What stands below the values, in order, each once. */
  readonly categories: readonly string[]
  /** One value for each category. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[]
}

/** What is left of a chart in at most so many categories; null where that would show nothing. */
export type Sample = (spec: unknown, mostCategories: number) => Plot | null

/** A chart as the outside sees it: addresses of its pictures instead of what is drawn. */
export interface ChartLink extends Omit<Drawing, 'spec' | 'sketch'>, ThemedAddresses {
  readonly id: string
  /** The same, drawn for a narrow place. */
  readonly narrow: ThemedAddresses
}

export type ThemedAddresses = Readonly<Record<ChartTheme, string>>
