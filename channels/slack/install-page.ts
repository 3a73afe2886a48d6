import type { ServerResponse as Response } from 'node:http'

/** What a person reads in the browser after they came back from Slack. */
export interface PageWords {
  readonly status: number
  readonly title: string
  /** Paragraphs, as plain text. */
  readonly words: readonly string[]
  readonly link: { readonly label: string; readonly url: string }
}

export interface Page {
  readonly status: number
  readonly html: string
}

export function pageOf({ status, title, words, link }: PageWords): Page {
  const paragraphs = words.map((text) => `<p>${escaped(text)}</p>`).join('\n')
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
<main>
<h1>${escaped(title)}</h1>
${paragraphs}
<a href="${escaped(link.url)}">${escaped(link.label)}</a>
</main>
</html>
`
  return { status, html }
}

export function send(response: Response, { status, html }: Page): void {
  response.writeHead(status, headers)
  response.end(html)
}

/** The address of the page has a code in it: it goes nowhere, and nothing but its own style is loaded. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

const style = `
:root { color-scheme: light dark; --ground: #fbfaf7; --ink: #23241f; --accent: #2f6f62; --on: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ground: #171916; --ink: #e6e5de; --accent: #7cc3b2; --on: #10201c }
}
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.1rem/1.6 system-ui, sans-serif }
main { max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem }
h1 { font-size: 1.6rem; line-height: 1.3 }
a { display: inline-block; margin-top: 1rem; padding: .6rem 1.2rem; border-radius: .5rem;
  background: var(--accent); color: var(--on); text-decoration: none }`

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
