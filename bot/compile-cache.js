// Loaded before everything else (node --import): keeps compiled code and stripped types between starts, which
// saves about half of the start. JavaScript, because it comes before the cache that makes TypeScript cheap.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compile'))
