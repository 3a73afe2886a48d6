import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{agents,bench,bot,channels,core,storage,test}/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
