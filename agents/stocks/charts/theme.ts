import type { ChartTheme } from '../../../core/chart.ts'

export interface Theme {
  readonly ground: string
  readonly ink: string
  readonly soft: string
  readonly grid: string
  readonly axis: string
  readonly rise: string
  readonly fall: string
  readonly price: string
  /** Behind the price line, and behind parts of a scale. */
  readonly tint: string
  readonly onPrice: string
  readonly demo: string
  readonly demoGround: string
  /** For up to six lines, told apart by people who see fewer colours too; see `dashes`. */
  readonly lines: readonly string[]
}

/**
 * Rise and fall are blue and orange: red and green look alike to one man in twelve. All text has a contrast of at
 * least 4.5 to its ground (WCAG 2.2, level AA).
 */
export const themes: Readonly<Record<ChartTheme, Theme>> = {
  light: {
    ground: '#ffffff',
    ink: '#1c1f23',
    soft: '#646a73',
    grid: '#eceef1',
    axis: '#c9ced6',
    rise: '#1769b5',
    fall: '#bf4a08',
    price: '#1769b5',
    tint: '#1769b5',
    onPrice: '#ffffff',
    demo: '#7c5a10',
    demoGround: '#fbf0cf',
    lines: ['#1769b5', '#bf4a08', '#00775a', '#8a45b5', '#856200', '#4d5663'],
  },
  dark: {
    ground: '#17191c',
    ink: '#eceef1',
    soft: '#9aa2ad',
    grid: '#26292e',
    axis: '#454b54',
    rise: '#62b1f5',
    fall: '#ff9a5e',
    price: '#62b1f5',
    tint: '#62b1f5',
    onPrice: '#0d1a26',
    demo: '#f0d58c',
    demoGround: '#3a3115',
    lines: ['#62b1f5', '#ff9a5e', '#43cfa6', '#cd9cf2', '#e2ba45', '#b3bdc9'],
  },
}

/** Beside the colour, so that lines differ in print as well. */
export const dashes: readonly (string | undefined)[] = [
  undefined,
  undefined,
  undefined,
  '7 3',
  '2.5 3',
  '9 3 2 3',
]
