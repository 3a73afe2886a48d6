import { describe, expect, it, onTestFinished, vi } from 'vitest'

import { databaseKinds } from '../../storage/test-database.ts'
import { startOpenai } from '../fakes/openai.ts'
import { run, type Settings } from './command.ts'
import { freshHome } from './home.ts'

vi.setConfig({ testTimeout: 60_000 })

const key = 'sk-journey'

/** What a model writes, with what that used. */
const scene = { says: ['The trend points down.'], usage: { input: 20_000, output: 1_000 } }

describe('What models may cost', () => {
  const home = freshHome(databaseKinds().at(-1))
  const ask = (settings: Settings) =>
    run('ask', ['How does AAPL look?'], { ...home(), MARKET_DATA: 'demo', ...settings })

  async function luna() {
    const server = await startOpenai({ key, limit: 'max_completion_tokens' })
    onTestFinished(() => server.close())
    const settings = { OPENAI_API_KEY: key, OPENAI_BASE_URL: `${server.url}/v1` }
    return { server, settings }
  }

  it('is shown as nothing before the first call', async () => {
    const { code, stdout } = await run('usage', [], home())
    expect([code, stdout]).toEqual([0, 'No language model was called in that time.\n'])
  })

  it('ends a limit that is reached in the plain account, which says until when', async () => {
    const { server, settings } = await luna()
    const limited = { ...settings, LLM_LIMITS: 'project:stocks:month=0.005;user:day=9' }
    server.play(scene)
    server.play(scene)
    expect((await ask(limited)).stdout).toContain('The trend points down.')
    expect((await ask(limited)).stdout).toContain('The trend points down.')
    const { code, stdout } = await ask(limited)
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^_The project stocks has used its model budget for this month \(\$0\.005\)\. It starts anew on 1 \w+ 20\d\d, 00:00 UTC\. Until then answers are written without a model\. This is the plain account of the same evidence\._\n/,
    )
    expect(stdout).toContain('## AAPL: ')
    expect(server.calls).toHaveLength(2)
  })

  it('counts a model without a price by its tokens', async () => {
    const server = await startOpenai({ key: undefined, limit: 'max_tokens' })
    onTestFinished(() => server.close())
    const settings = {
      CUSTOM_LLM_BASE_URL: `${server.url}/v1`,
      CUSTOM_LLM_MODEL: 'qwen3',
      LLM_LIMITS: 'organisation:day=0;user:day=60000 tokens',
    }
    server.play(scene)
    expect((await ask(settings)).stdout).toContain('The trend points down.')
    expect((await ask({ ...settings, LLM_LIMITS: 'user:day=60000 tokens' })).stdout).toMatch(
      /^_You have used your model budget for today \(60,000 tokens\)\./,
    )
  })

  it('is shown by model, with what has no price', async () => {
    const { code, stdout } = await run('usage', ['--days', '2'], home())
    expect(code).toBe(0)
    expect(stdout.split('\n')).toEqual([
      'model              calls  failed   input  cached  output      cost  unpriced',
      'openai gpt-6-luna      2       0  40,000       0   2,000    $0.005         0',
      'custom qwen3           1       0  20,000       0   1,000  unpriced         1',
      'all                    3       0  60,000       0   3,000    $0.005         1',
      '',
    ])
    const byProject = await run('usage', ['--by', 'project'], home())
    expect(byProject.stdout).toMatch(/^stocks +3 +0 +60,000 +0 +3,000 +\$0\.005 +1$/m)
  })

  it.each([
    [['--by', 'colour'], '--by takes model, user, organisation, project, not "colour"'],
    [['--days', '0'], '--days takes a number of days, not "0"'],
  ])('is not shown as nobody can: %j', async (words, reason) => {
    const { code, stderr } = await run('usage', words, home())
    expect(code).toBe(2)
    expect(stderr.split('\n')[0]).toBe(reason)
  })
})
