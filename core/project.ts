import type { Cache } from './cache.ts'
import type { CallStore } from './call-store.ts'
import type { Drawing } from './chart.ts'
import type { ModelProvider } from './model.ts'
import type { Reader } from './reader.ts'
import type { ReadTool, Tool } from './tool.ts'
import type {
  Check,
  Choice,
  Finding,
  Job,
  Permission,
  Principal,
  Question,
  TurnId,
  Verdict,
} from './types.ts'
import type { Watchlist } from './watchlist.ts'
import type { Wording } from './wording.ts'

/** What a project makes of a question. */
export interface Reading {
  /** [0, 1]: how surely this question is this project's. */
  readonly confidence: number
  readonly intent: string
  readonly symbols: readonly string[]
  readonly period: string | null
  /** Names of the analysts to ask; empty when `answer` says it all. */
  readonly analysts: readonly string[]
  /** Markdown that answers at once: a definition, a question back, a kind word. */
  readonly answer: string | null
  readonly choices: readonly Choice[]
  /** The one thing asked about, e.g. `rsi`; null for the whole picture. */
  readonly aspect: string | null
  /** True when nothing was recognised: a model, where there is one, may restate the question. */
  readonly isUnclear?: boolean
  /** True where more was asked than this says: a model with tools, where there is one, may look all of it up. */
  readonly isPartial?: boolean
  /** A list out of which `prepare` chooses the symbols; those are the ones to fall back on. */
  readonly candidates?: readonly string[]
  /** How many of a list are wanted, where the question says so. */
  readonly count?: number
  /** The one figure that a list is ordered by, where the question names one. */
  readonly order?: { readonly by: string; readonly isLowestFirst: boolean }
  /** True when all of it is wanted, not the short answer. */
  readonly isLong?: boolean
  /** Markdown that is said before the findings, whoever writes them: what of the question cannot be answered. */
  readonly preface?: string
}

/** What a project may know when it prepares an answer, and a way to say how far it is. */
export interface Preparation extends Pick<Principal, 'organisationId' | 'userId'> {
  readonly turnId: TurnId
  readonly askedAt: Date
  readonly signal: AbortSignal
  /** Shown while it goes on: `Ranked 120 of 500`. */
  onProgress(text: string): void
}

export interface Prepared {
  readonly reading: Reading
  /** What was found already, beside what the analysts find. */
  readonly findings: readonly Finding[]
}

export interface AnalysisTask {
  readonly symbol: string
  readonly period: string | null
  readonly aspect: string | null
  readonly askedAt: Date
  /** True where it is one of many that are ranked and not shown: nothing is asked a second time. */
  readonly isOneOfMany?: boolean
  /** Reads words of others on behalf of whoever asked; absent where no model may. Words go to it `quoted`. */
  readonly reader?: Reader
  readonly signal: AbortSignal
}

export interface Analyst {
  readonly name: string
  /** What a person sees while it works: `Reading the price chart`. */
  readonly title: string
  /** Throwing is an abstention: the hub shows the error's sentence as the reason. */
  analyse(task: AnalysisTask): Promise<Finding>
}

/** All that the writer may speak of. */
export interface Brief {
  readonly question: Question
  readonly reading: Reading
  readonly findings: readonly Finding[]
  readonly verdicts: readonly Verdict[]
}

export interface Project {
  readonly name: string
  readonly title: string
  /** Its own model is named by `<prefix>_LLM_PROVIDER` and `<prefix>_LLM_MODEL`. */
  readonly settingsPrefix: string
  readonly permissions: readonly Permission[]
  /** Questions to begin with, at most four: channels offer them to who has not asked anything yet. */
  readonly examples: readonly Choice[]
  create(deps: ProjectDeps): InstalledProject
}

export interface ProjectDeps {
  readonly model: ModelProvider
  readonly settings: Readonly<Record<string, string | undefined>>
  /** For what comes over the network. */
  readonly cache: Cache
  /** The project's calls; absent where nothing is kept. */
  readonly calls?: CallStore
  /** What people keep an eye on; absent where nothing is kept. */
  readonly watchlist?: Watchlist
}

/** What a model may use to find evidence, for a reply of the intent `research`. It writes none of it. */
export interface Research {
  /** System prompt: how to choose among the tools. */
  readonly prompt: string
  readonly tools: readonly ReadTool[]
}

export interface InstalledProject {
  readonly analysts: readonly Analyst[]
  readonly jobs: readonly Job[]
  /** What it can do for programs and models; each checks who asks for what. */
  readonly tools?: readonly Tool[]
  /** How a model looks up what the reading does not answer; absent where none may. */
  readonly research?: Research
  /** System prompt for a model that writes the reply from a brief. */
  readonly prompt: string
  /** Names with digits in them (`RSI 14`, `S&P 500`), so that nobody takes those digits for figures. */
  readonly phrases: readonly string[]
  /** What prose calls the values and the symbols; without it the names of the values say it. */
  readonly wording?: Wording
  /** Deterministic; works without a model. */
  understand(question: Question, signal: AbortSignal): Promise<Reading>
  /** Before the analysts are asked: looks up what the hub keeps, chooses the symbols out of a list. */
  prepare?(reading: Reading, asked: Preparation): Promise<Prepared>
  /** Deterministic: the same findings, the same verdicts; one per symbol that has one. */
  judge(reading: Reading, findings: readonly Finding[]): readonly Verdict[]
  /** What can be asked next, once it is known what was found; the reading's own choices where absent. */
  offers?(brief: Brief): readonly Choice[]
  /** Writes the reply in markdown from the brief alone, without a model. */
  narrate(brief: Brief): string
  /** What is to be seen beside the text that was written. Deterministic; `agents/drawings.ts` says how it is drawn. */
  charts?(brief: Brief, text: string): readonly Drawing[]
  /** Says what `npm run doctor` should show of this project's sources. */
  check?(signal: AbortSignal): Promise<readonly Check[]>
}
