/**
 * Words of financial news. A move says which way something went, a subject whether more of it is good: `profit
 * rose` and `costs fell` are good news, `loss widened` is not. A swing is a move that shares make: it says something
 * even where its subject is a name. Verdicts stand alone.
 */
export type Meaning =
  | { readonly kind: 'move' | 'swing'; readonly sign: -1 | 1 }
  | { readonly kind: 'subject'; readonly sign: -1 | 1 }
  | { readonly kind: 'verdict'; readonly sign: -1 | 1 }
  | { readonly kind: 'negation' }

const up = `
  rise rises rose risen rising increase increases increased increasing grow grows grew grown growing growth
  climb climbs climbed climbing gained advance advances up higher highest improve improves improved
  improving improvement strengthen strengthens strengthened strengthening stronger accelerate accelerates
  accelerated double doubles doubled doubling triple triples tripled expand expands expanded expanding recover
  recovers recovered recovering boost boosts boosted raise raises raised raising lift lifts lifted lifting hike
  hikes hiked widen widens widened widening deepen deepens deepened mount mounts mounting swell swells swelled
  record better peak peaked outpaced outpaces firmed edged ballooned high increases pick picked good multiplied
  quadrupled healthy brisk`

const down = `
  fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined declining drop
  drops dropped dropping slip slips slipped slipping slide slides slid lower lowest lowers lowered lowering down
  weaken weakens weakened weakening weaker shrink shrinks shrank shrinking narrow narrows narrowed narrowing cut
  cuts cutting reduce reduces reduced reducing reduction halve halves halved contracted ease eases eased easing
  dip dips dipped trim trims trimmed trimming slash slashes slashed slow slows slowed slowing slower slowdown
  withdraw withdraws withdrew withdrawn suspend suspends suspended scrap scraps scrapped lose loses lost losing
  less fewer worsen worsens worsened erode erodes eroded recede recedes receded diminish diminished diminishes
  smaller shorter low decrease soften softened softening dwindle dwindled vanished melt abate avert`

const rallies = `
  jump jumps jumped jumping leap leaps leapt surge surges surged surging soar soars soared soaring rally rallies
  rallied rallying rebound rebounds rebounded skyrocket skyrockets skyrocketed pop pops popped gains spikes spiked`

const slumps = `
  sink sinks sank sunk sinking plunge plunges plunged plunging tumble tumbles tumbled tumbling slump slumps
  slumped slumping crash crashes crashed plummet plummets plummeted sheds shed retreats retreated nosedives
  slumping collapse collapses collapsed dives`

const welcome = `
  profit profits profitability earnings sales revenue revenues income margin margins order orders demand shares
  stock stocks marketshare dividend dividends payout guidance outlook forecast forecasts target production output bookings
  subscribers deliveries users customers customer shipments result results turnover ebit ebitda eps cash flow
  price prices traffic exports backlog confidence rating estimates index volumes volume intake
  passengers passenger liquidity equity return occupancy utilisation utilization capacity efficiency jobs growth
  expectations productivity book visibility synergies savings yield yields nifty sensex dow advertising lending
  deposits arpu workforce premiums reserves housing starts position satisfaction`

const unwelcome = `
  loss losses debt cost costs expense expenses inflation unemployment complaints defaults default impairment
  impairments writedown writedowns risk risks shortfall deficit outflows delays layoffs provisions tariffs tariff
  fears concerns worries doubts churn liabilities emissions tensions gearing indebtedness taxes tax
  delinquencies burn downtime inventories inventory shortage vacancies vacancy alarm spending bets pressure
  burden claims errors faults accidents injuries overcapacity scrappage debts`

const good = `
  beat beats beating exceed exceeds exceeded exceeding surpass surpasses surpassed outperform outperforms
  outperformed upgrade upgrades upgraded breakthrough buyback strong robust profitable optimistic
  bullish success successful successfully upbeat oversubscribed boom booming thrive thriving resilient favorable
  favourable positive reinstates reinstated smashes smashed tops topped cleared milestone profitably synergies efficiently
  excellent satisfied premium nod turnaround benefits solved strength boosting expediting`

const bad = `
  miss misses missed missing downgrade downgrades downgraded sue sues sued suing probe probes fraud recall recalls
  recalled bankrupt bankruptcy insolvency insolvent layoffs redundancies redundant dismissal dismissals warn warns
  warned halt halts halted fined ban bans banned weak bearish scandal breach breached downturn crisis
  struggle struggles struggling disappoint disappoints disappointed disappointing cautious delisted strike strikes
  outage shutdown subpoena accused accuses underperform underperforms underperformed poor negative worst sluggish
  recession antitrust cyberattack hacked arrested defaults defaulted damaged liquidate liquidation unprofitable misleading
  dismal lapses curbs writedown impairment weakness difficult difficulties collapsed interrupted cancelled canceled
  suspected terminated alleges bleak deteriorated deteriorate deteriorating burdened lawsuit lawsuits falter
  rejects delayed hurt hurts dent dents worries shortage unfavourable unfavorable`

const negating = `
  not no never without neither nor cannot denies denied deny avoid avoids avoided lifts ends ended hardly dismisses
  dismissed drops`

/** `weaker demand`, `cuts costs`: what these move stands behind them. */
const aheads = `
  higher lower weaker stronger less fewer rising falling growing declining slower low high good smaller highest
  lowest record better shorter cut cuts cutting reduce reduces reduced reducing trim trims trimmed slash slashes
  slashed raise raises raised lift lifts lifted boost boosts boosted hike hikes hiked lose loses losing lost
  improve improves increase increases lowers lowered suspend suspends suspended withdraw withdraws withdrew halve
  halves double doubles scraps widen widens widening wider decline fall drop reduction improvement slowdown
  decrease healthy brisk weakening slowing`

const meanings = new Map<string, Meaning>([
  ...entries(up, { kind: 'move', sign: 1 }),
  ...entries(down, { kind: 'move', sign: -1 }),
  ...entries(rallies, { kind: 'swing', sign: 1 }),
  ...entries(slumps, { kind: 'swing', sign: -1 }),
  ...entries(welcome, { kind: 'subject', sign: 1 }),
  ...entries(unwelcome, { kind: 'subject', sign: -1 }),
  ...entries(good, { kind: 'verdict', sign: 1 }),
  ...entries(bad, { kind: 'verdict', sign: -1 }),
  ...entries(negating, { kind: 'negation' }),
])

const lookingAhead = new Set(words(aheads))

export function meaningOf(word: string): Meaning | null {
  return meanings.get(word) ?? null
}

export function looksAhead(word: string): boolean {
  return lookingAhead.has(word)
}

function entries(list: string, meaning: Meaning): [string, Meaning][] {
  return words(list).map((word) => [word, meaning])
}

function words(list: string): string[] {
  return list.trim().split(/\s+/)
}
