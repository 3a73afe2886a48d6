// @ts-check

/**
 * The element that the page must have: its absence is a mistake of ours.
 *
 * @template {Element} Kind
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function part(root, selector, kind) {
  const found = root.querySelector(selector)
  if (found instanceof kind) return found
  throw new Error(`the page has no ${selector}`)
}

/**
 * @param {string} name
 * @param {string} text
 * @param {Readonly<Record<string, string>>} [data]
 */
export function element(name, text, data = {}) {
  const made = document.createElement(name)
  made.textContent = text
  Object.assign(made.dataset, data)
  return made
}
