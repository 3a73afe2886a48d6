import { projectContract } from '../project-contract.ts'
import { templateProject } from './project.ts'

projectContract(templateProject, { ours: ['template oslo rome'], foreign: ['How does AAPL look?'] })
