/**
 * Words of financial headlines. A direction says which way something moved, a subject whether more of it
 * is good: `profit rose` and `costs fell` are good news, `loss widened` is not. Verdicts stand alone.
 */
export type Meaning =
  | { readonly kind: 'direction'; readonly sign: -1 | 1 }
  | { readonly kind: 'subject'; readonly sign: -1 | 1 }
  | { readonly kind: 'verdict'; readonly sign: -1 | 1 }
  | { readonly kind: 'negation' }

const up = `
  rise rises rose risen rising increase increases increased increasing grow grows grew grown growing
  climb climbs climbed climbing gain gains gained gaining jump jumps jumped jumping leap leaps leapt
  surge surges surged surging soar soars soared soaring rally rallies rallied rallying advance advances
  advanced up higher improve improves improved improving strengthen strengthens strengthened stronger
  accelerate accelerates accelerated double doubles doubled doubling triple triples tripled expand
  expands expanded expanding rebound rebounds rebounded recover recovers recovered recovering boost
  boosts boosted raise raises raised raising lift lifts lifted hike hikes hiked widen widens widened
  widening deepen deepens deepened mount mounts mounting swell swells swelled record more better
  skyrocket skyrockets skyrocketed edge-up outpace outpaces outpaced top tops topped ballooned`

const down = `
  fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined
  declining drop drops dropped dropping slip slips slipped slipping slide slides slid sliding sink sinks
  sank sunk sinking plunge plunges plunged plunging tumble tumbles tumbled tumbling slump slumps slumped
  slumping lower lowers lowered lowering down weaken weakens weakened weakening weaker shrink shrinks
  shrank shrinking narrow narrows narrowed narrowing cut cuts cutting reduce reduces reduced reducing
  halve halves halved contract contracts contracted ease eases eased easing dip dips dipped dipping crash
  crashes crashed plummet plummets plummeted trim trims trimmed trimming slash slashes slashed slashing
  slow slows slowed slowing slower withdraw withdraws withdrew withdrawn suspend suspends suspended scrap
  scraps scrapped lose loses lost losing less worse worsen worsens worsened dent dents dented hurt hurts
  erode erodes eroded retreat retreats retreated`

const welcome = `
  profit profits earnings sales revenue revenues income margin margins order orders demand share shares
  stock stocks dividend dividends payout guidance outlook forecast forecasts target targets output
  production bookings subscribers deliveries users customers shipments results growth turnover ebit ebitda
  eps cash cashflow price prices value volumes traffic exports profitability backlog confidence rating
  estimates expectations index market markets`

const unwelcome = `
  loss losses debt debts cost costs expense expenses inflation unemployment complaints defaults default
  impairment impairments writedown writedowns charge charges risk risks shortfall deficit outflows delays
  layoffs claims provisions rate rates tariffs tariff fears concerns worries competition churn liabilities
  vacancies emissions tensions`

const good = `
  beat beats beating exceed exceeds exceeded surpass surpasses surpassed outperform outperforms outperformed
  upgrade upgrades upgraded win wins won winning award awarded awards approve approves approved approval
  breakthrough buyback buybacks strong robust solid profitable optimistic bullish success successful
  successfully confident boom booming thrive thriving resilient milestone innovative acquits cleared
  oversubscribed upbeat positive best favorable favourable`

const bad = `
  miss misses missed missing downgrade downgrades downgraded lawsuit lawsuits sue sues sued suing probe
  probes probed investigation investigated inquiry inquiries fraud recall recalls recalled bankrupt
  bankruptcy insolvency layoff resign resigns resigned warn warns warned warning warnings halt halts halted
  fine fined penalty ban bans banned weak bearish scandal breach breached hack hacked downturn crisis fear
  worry struggle struggles struggling disappoint disappoints disappointed disappointing cautious delist
  delisted strike strikes outage shutdown subpoena accused underperform underperforms underperformed
  poor negative worst sluggish terminated terminate jeopardy recession antitrust short sell-off selloff`

const negating = `
  not no never without fail fails failed failing unable deny denies denied cannot neither nor hardly less-than
  avoid avoids avoided`

const meanings = new Map<string, Meaning>([
  ...entries(up, { kind: 'direction', sign: 1 }),
  ...entries(down, { kind: 'direction', sign: -1 }),
  ...entries(welcome, { kind: 'subject', sign: 1 }),
  ...entries(unwelcome, { kind: 'subject', sign: -1 }),
  ...entries(good, { kind: 'verdict', sign: 1 }),
  ...entries(bad, { kind: 'verdict', sign: -1 }),
  ...entries(negating, { kind: 'negation' }),
])

export function meaningOf(word: string): Meaning | null {
  return meanings.get(word) ?? null
}

function entries(words: string, meaning: Meaning): [string, Meaning][] {
  return words
    .trim()
    .split(/\s+/)
    .map((word) => [word, meaning])
}
