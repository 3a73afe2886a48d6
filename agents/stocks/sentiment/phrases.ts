/**
 * What several words say together, before any of them is read alone. A row is a pattern and what it scores: `a|b`
 * is either, `a?` may be missing, `a*` is any word that begins so, `#` is a number, `…3` is up to three other words
 * of the same sentence. What scores 0 only looks like an opinion: `record date`. Earlier rows win.
 */
const table: readonly (readonly [string, number])[] = [
  // No opinion, though the words are those of one.
  ['record|ex date', 0],
  ['annual|quarterly|interim|financial|production report|reports', 0],
  ['profit warning rules', 0],
  ['profit distribution|sharing', 0],
  ['profit and loss account', 0],
  ['loss adjuster', 0],
  ['loss of profit insurance', 0],
  ['gains|profits and losses', 0],
  ['share of profit|exports|women|sales', 0],
  ['of the? votes', 0],
  ['share|shares issue|capital|premium|option|options', 0],
  ['increase|reduction …3 share|shares capital|number', 0],
  ['increase|reduction …2 number of shares', 0],
  ['number of shares', 0],
  ['upper|top|maximum|high|higher limit|floor|rise|education|speed', 0],
  ['strike price', 0],
  ['cut flowers|glass', 0],
  ['weak and strong|strong and weak', 0],
  ['strong room', 0],
  ['default settings|value|values', 0],
  ['short term', 0],
  ['stock|share split|exchange|option|options|market', 0],
  ['benefit|benefits plan|plans', 0],
  ['debt securities|instruments', 0],
  ['rising star', 0],
  ['growth fund|partners', 0],
  ['risk management|committee', 0],
  ['recall that', 0],
  ['best buy|known', 0],
  ['order of business', 0],
  ['improvement works', 0],
  ['claims? period|unit', 0],
  ['up to', 0],
  ['neither …3 nor', 0],
  ['sales|capital gain|gains', 0],
  ['concerns a|the|about|some|#', 0],
  ['closed|ended|closes|ends flat|unchanged', 0],
  ['rate|rates cut', 0],

  // The state of a business.
  [
    'swing|swings|swung|return|returns|returned|turn|turns|turned|back to a|the? net|operating|pretax? profit|profitability|growth|black',
    0.9,
  ],
  ['turns|turned|turn profitable', 0.9],
  ['first …1 profit', 0.8],
  ['restores|restored|restore profitability|profit', 0.8],
  ['fall|decline|drop|slide|slump in * has? ended|stopped|halted', 0.7],
  ['took|takes|taking off', 0.6],
  ['pick|picks|picked|picking up', 0.6],
  [
    'slip|slips|slipped|fall|fell|dragged|swing|swings|swung|turn|turned|plunge|plunged …3 into|to the|a|an? operating|net? red|loss',
    -0.9,
  ],
  ['below break even', -0.8],
  ['going concern', -0.8],
  ['profit warning', -0.9],
  ['warn|warns|warned …2 on|of|about|that', -0.8],
  ['lack of', -0.5],
  ['no|lack|little visibility', -0.6],
  ['low|poor|weak visibility', -0.6],
  ['all time|record|year|lifetime high|highs', 0.8],
  ['all time|record|year|lifetime low|lows', -0.8],
  ['at a? record level', 0.8],

  // Against what was expected.
  [
    'cost|costs|loss|losses|debt|inflation|expenses …4 faster|more|higher|bigger|larger|wider than? expected|feared|planned|forecast',
    -0.8,
  ],
  ['larger|wider|bigger|deeper than expected|feared|forecast …2 loss|losses', -0.9],
  ['smaller|less|better|lower|narrower than|then feared', 0.8],
  ['fall|falls|fell|fallen short', -0.9],
  ['ahead of the? usd|eur|gbp|inr? #', 0.8],
  [
    'ahead of|above …3 plan|schedule|consensus|expectations|estimates|forecast|forecasts|year|expected',
    0.8,
  ],
  [
    'fall*|fell|drop*|decline*|decrease*|slow*|shrank more|faster than expected|feared|forecast',
    -0.6,
  ],
  [
    'more|better|faster|higher|sooner|earlier|stronger|above …2 than? expected|planned|feared|forecast',
    0.8,
  ],
  [
    'less|worse|slower|lower|smaller|weaker|below than? expected|planned|thought|forecast|expectations|estimates',
    -0.8,
  ],
  ['below …2 last|previous|year|years|level|target', -0.7],
  ['above …2 last|previous|year|years|level|target', 0.7],
  ['in line with', 0],
  [
    'did|does|do|will not reach|meet|achieve …2 target|targets|guidance|expectations|forecast',
    -0.8,
  ],
  ['no longer expects|expect', -0.8],
  ['fail|fails|failed|failing|failure to *', -0.8],
  ['unable to *', -0.7],
  ['not enough', -0.6],
  ['withdrew|withdraws|withdrawn|scraps|scrapped …2 guidance|outlook|forecast', -0.9],

  // Contracts, licences, customers.
  [
    'win|wins|won|winning|bag|bags|bagged|land|lands|landed|secure|secures|secured|clinch|clinches|clinched …12 contract|contracts|order|orders|deal|tender|approval|licence|license|work|mandate|nod|listing|project',
    0.8,
  ],
  [
    'awarded|receives|received|get|gets|receive …7 contract|contracts|order|orders|approval|licence|license|nod|clearance',
    0.8,
  ],
  ['biggest|largest …5 history', 0.7],
  ['repeat order', 0.6],
  ['signed|signs|inked|inks …6 contract|contracts|agreement|agreements|deal|deals', 0.4],
  ['chosen|selected as? …4 supplier|partner|provider|contractor', 0.7],
  [
    'lose|loses|lost|cancel|cancels|cancelled|canceled|terminate|terminates|terminated …6 contract|order|orders|deal|agreement|licence',
    -0.8,
  ],
  ['gain|gained|gains|win|wins|won ground|share|market', 0.7],
  ['lose|lost|loses|losing …2 ground|customers|subscribers|market|share|value|jobs', -0.8],
  ['takes|take|took market? share from the', -0.6],
  ['market leader', 0.5],
  ['record fine', -0.9],

  // People and plants.
  ['lay|lays|laid|laying …4 off', -0.8],
  [
    'cut|cuts|cutting|slash|slashes|shed|sheds|lose|axe|axes …4 jobs|workforce|staff|employees|positions',
    -0.9,
  ],
  ['personnel|staff|job reductions|cuts|negotiations', -0.7],
  ['statutory negotiations', -0.6],
  ['close|closes|closing|shut|shuts …4 mill|plant|factory|stores|unit|systems', -0.7],
  ['temporary|temporarily layoffs|shut', -0.8],
  ['hire|hires|recruit|recruits …1 # *', 0.5],
  ['no layoffs|redundancies', 0.5],
  ['layoffs …2 avoided|cancelled', 0.6],
  ['stood still', -0.7],
  ['strike …4 over|ended|ends|called', 0.6],
  ['production problems|disruptions', -0.6],

  // Courts, regulators, raters, analysts.
  [
    'dismiss|dismisses|dismissed|drop|drops|dropped|close|closes|closed|rejects|rejected …4 lawsuit|suit|probe|claim|charges|case|investigation|complaint',
    0.8,
  ],
  ['charges …4 dropped|dismissed', 0.8],
  ['lift|lifts|lifted …1 ban|restrictions|curbs|sanctions', 0.8],
  [
    'reject|rejects|rejected|denies|denied|refuses|refused …4 application|approval|offer|licence|accounts|sign',
    -0.8,
  ],
  ['lose|loses|lost …2 appeal|case|lawsuit', -0.8],
  ['ruled|rules against', -0.8],
  [
    'open|opens|opened|launch|launches|launched|start|starts|face|faces …4 probe|investigation|inquiry',
    -0.8,
  ],
  ['under investigation', -0.8],
  ['investigation into', -0.7],
  ['damages of', -0.6],
  ['pay|pays|paid|fined a|the? fine|penalty|damages', -0.8],
  ['charges|charged …3 with|founder', -0.7],
  ['take|takes|took|books|booked …4 charge|writedown|impairment', -0.7],
  ['short seller|sellers burned', 0.7],
  ['short seller|sellers', -0.5],
  ['settle|settles|settled …4 dispute|lawsuit|case', 0.5],
  ['to|at overweight|outperform', 0.6],
  ['to buy|accumulate from', 0.6],
  ['to|at underweight|underperform|junk', -0.6],
  ['to sell|reduce from', -0.6],
  ['to investment grade', 0.6],
  ['stable to positive', 0.9],
  ['stable to negative', -0.9],
  ['price target raised|lifted', 0.7],
  ['price target lowered|cut|trimmed', -0.7],
  [
    'raise|raises|raised|lift|lifts|lifted|ups|hikes …5 estimates|forecast|forecasts|guidance|outlook|target|dividend',
    0.9,
  ],
  [
    'lower|lowers|lowered|cut|cuts|trims|trimmed|slash|slashes …3 estimates|forecast|forecasts|guidance|outlook|target|dividend',
    -0.9,
  ],
  ['no dividend', -0.9],
  ['resign|resigns|resigned|quits …2 after|at|amid|over', -0.6],
  ['auditor|auditors resign|resigns|resigned|quit|quits|refused', -0.8],

  // Trials, deliveries, finance.
  ['meet|meets|met …2 goal|endpoint|main|target|targets', 0.7],
  ['fail|failed|fails|miss|missed …3 trial|goal|endpoint|benefit', -0.8],
  ['trial|trials successful|success', 0.8],
  ['held back', -0.6],
  ['additional|extra costs', -0.6],
  ['resume|resumes|resumed|restart|restarts|restarted …2 dividend|production|deliveries', 0.7],
  ['hit by', -0.6],
  ['eat|eats|ate|weigh|weighs|weighed into|on|up', -0.7],
  ['stop|stops|stopped|halt|halts|halted deliveries|production|sales|work', -0.7],
  ['needs|need more|fresh capital', -0.6],
  ['file|files|filed for bankruptcy|protection|insolvency', -0.9],
  ['sell off|selloff', -0.6],
  ['put|puts|pulled|pull …2 money out', -0.6],
  ['cost savings|synergies', 0.6],
  ['save|saves|saving …2 costs', 0.6],
  ['more|faster|better …2 efficiently|efficiency|efficient', 0.6],
  ['full production', 0.6],
  ['twice as many|much', 0.7],
  ['share|shares repurchase|buyback', 0.6],
  ['wipe|wipes|wiped out|off', -0.7],
  ['write|writes|wrote|written off', -0.6],
  ['benefit|benefits|benefited|profit|profits from', 0.6],
  ['thanks to', 0.3],
  ['make|makes|making|made up', 0],
  ['up|higher|gain|gained|gains # percent', 0.6],
  ['lost|loses|lose|shed|sheds # percent', -0.6],
  ['# percent higher', 0.7],
  ['# percent lower', -0.7],
  ['down|lower # percent', -0.6],
  ['# percent less than', -0.7],
  ['# percent more than', 0.7],
  ['to raise …4 #', 0],
]

interface Phrase {
  readonly pattern: RegExp
  readonly score: number
  /** One of these words is in every text that it matches; null where it may begin with any. */
  readonly openings: readonly string[] | null
}

export const phrases: readonly Phrase[] = table.map(([words, score]) => ({
  pattern: new RegExp(`(?<= )${words.split(' ').map(patternOf).join('')}`, 'g'),
  score,
  openings: openingsOf(words.split(' ')[0] ?? ''),
}))

/** A look at the words is cheap, and most phrases are in no headline. */
function openingsOf(first: string): readonly string[] | null {
  return /[…?*#]/.test(first) ? null : first.split('|')
}

function patternOf(word: string): string {
  if (word.startsWith('…')) return String.raw`(?:(?:\d[\d.]*|[^ .;:,]+) ){0,${word.slice(1)}}?`
  const isOptional = word.endsWith('?')
  const either = (isOptional ? word.slice(0, -1) : word)
    .split('|')
    .map((one) => (one === '#' ? String.raw`\d[\d.]*` : one.replace('*', '[^ .;:,]*')))
  return `(?:(?:${either.join('|')}) )${isOptional ? '?' : ''}`
}
