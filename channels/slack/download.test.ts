import { expect, it } from 'vitest'

import { isOfSlack } from './download.ts'

it.each([
  ['https://files.slack.com/files-pri/T1-F1/a.txt', true],
  ['https://acme.slack.com/files-pri/T1-F1/a.txt', true],
  ['http://files.slack.com/files-pri/T1-F1/a.txt', false],
  ['https://files.slack.com:8443/a.txt', false],
  ['https://files.slack.com.evil.example/a.txt', false],
  ['https://evilslack.com/a.txt', false],
  ['https://files.slack.com@evil.example/a.txt', false],
  ['https://169.254.169.254/latest/meta-data', false],
])('the token goes to %s: %s', (url, isAllowed) => {
  expect(isOfSlack(new URL(url))).toBe(isAllowed)
})

it('the token goes to another address of the Web API, at that port alone', () => {
  const apiUrl = 'http://127.0.0.1:4000/api/'
  expect(isOfSlack(new URL('http://127.0.0.1:4000/files-pri/a'), apiUrl)).toBe(true)
  expect(isOfSlack(new URL('http://127.0.0.1:4001/files-pri/a'), apiUrl)).toBe(false)
})
