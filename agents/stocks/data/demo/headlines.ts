import type { Headline } from '../../types.ts'
import { addDays, type Day, dayOf, daysBetween } from '../day.ts'
import type { Listing } from './listings.ts'
import { nudge, seeded } from './random.ts'

const shownDays = 14
const epoch: Day = '2012-01-02'

/** Invented headlines of the last two weeks, newest first, each marked as what it is. */
export function headlinesBefore(listing: Listing, askedAt: Date): readonly Headline[] {
  const today = dayOf(askedAt)
  const days = Array.from({ length: shownDays }, (_, index) => addDays(today, -index))
  const told = days.flatMap((day) => headlineOf(listing, day))
  return told.filter(({ publishedAt }) => publishedAt <= askedAt.toISOString())
}

/** News on two days of three. Stories take turns, so that two weeks tell none of them twice. */
function headlineOf({ symbol, name, company }: Listing, day: Day): readonly Headline[] {
  const random = seeded(`${symbol} headline ${day}`)
  if (random() > 0.66) return []
  const stories = company === undefined ? marketStories : companyStories
  const turn = 5 * daysBetween(epoch, day) + Math.floor(1e6 * (1 + nudge(symbol)))
  const story = stories[turn % stories.length] ?? ''
  const hour = String(8 + Math.floor(random() * 10)).padStart(2, '0')
  return [
    {
      title: `[demo] ${story.replace('{name}', name)}`,
      publisher: 'Demo Wire',
      publishedAt: `${day}T${hour}:30:00.000Z`,
      url: null,
    },
  ]
}

const companyStories = [
  '{name} profit rose as demand held up',
  '{name} beats estimates and raises its outlook',
  '{name} sales fell short of expectations',
  '{name} cuts costs to protect margins',
  '{name} announces a date for its annual meeting',
  '{name} shares slip after a cautious forecast',
  '{name} wins a large order from a long-time customer',
  '{name} faces an inquiry into its pricing',
  '{name} opens a new office',
  '{name} raises its dividend',
  '{name} warns of weaker demand next quarter',
  '{name} appoints a new head of operations',
  'Analyst upgrades {name} after strong quarter',
  'Analyst downgrades {name} on valuation',
]

const marketStories = [
  '{name} rises as investors grow more confident',
  '{name} slips on worries about growth',
  '{name} little changed in quiet trading',
  '{name} gains for a third day',
  '{name} falls after weak data',
  'Investors wait for direction as {name} moves sideways',
]
