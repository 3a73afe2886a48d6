import { projectContract } from '../project-contract.ts'
import { stocksProject } from './project.ts'

projectContract(stocksProject, {
  settings: { MARKET_DATA: 'demo' },
  ours: ['How does AAPL look?', 'RSI of TSLA', 'Compare AAPL and MSFT', 'Why is TSLA falling?'],
  foreign: ['what is the weather', 'play some music'],
})
