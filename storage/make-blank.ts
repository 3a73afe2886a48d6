/** Makes blank.tar.zst. Run it after every update of PGlite: `node storage/make-blank.ts`. Needs GNU tar. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'

import { PGlite } from '@electric-sql/pglite'

const folder = mkdtempSync(join(tmpdir(), 'blank-'))
const initDbStartParams = [
  // Segments of 1 MB keep a small database small; 16 is the default.
  '--wal-segsize=1',
  // Knows upper and lower case of every script; the default knows only ASCII.
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
]
const db = await PGlite.create({ dataDir: folder, initDbStartParams })
await db.close()

const reproducible = ['--format=ustar', '--sort=name', '--mtime=@0', '--owner=0', '--group=0']
const tar = execFileSync('tar', [...reproducible, '--numeric-owner', '-cC', folder, '.'], {
  maxBuffer: 2 ** 28,
})
// A window that spans the three copies of the catalogue.
const params = { [constants.ZSTD_c_compressionLevel]: 22, [constants.ZSTD_c_windowLog]: 25 }
writeFileSync(new URL('blank.tar.zst', import.meta.url), zstdCompressSync(tar, { params }))
rmSync(folder, { recursive: true })
