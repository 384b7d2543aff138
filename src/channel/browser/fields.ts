/** What is said of the fields of a chat: what goes in, and what is wrong with what is in. */

export interface Field {
  name: string
  /** Where its name comes from: words that stay, words that go away on typing, or nothing. */
  by: 'label' | 'placeholder' | 'none'
  /** The box of the chat. */
  composer?: true
  /** Marked as wrong. */
  invalid?: true
  /** What is said of that. */
  error?: string
}

/**
 * Looks at the fields of a chat from its box. Stands alone.
 * @param levels how many steps the chat is above its box
 * @see https://www.w3.org/TR/accname-1.2/ for what names a field; https://www.w3.org/TR/WCAG22/#error-identification
 */
export function fieldsOf(box: Element, levels: number): Field[] {
  const MOST = { fields: 20, name: 60 }
  let root: Node = box
  for (let i = 0; i < levels; i++)
    root = root.parentNode ?? (root instanceof ShadowRoot ? root.host : null) ?? root
  const kinds =
    'textarea, select, input:not([type=hidden], [type=submit], [type=button], [type=reset], [type=image], [type=file]), [contenteditable=true], [role=textbox]'
  const inside = [root, ...[...(root as ParentNode).querySelectorAll('*')].flatMap((e) => e.shadowRoot ?? [])]
  const fields = [
    box,
    ...inside.flatMap((part) => [...(part as ParentNode).querySelectorAll(kinds)]).filter((e) => e !== box),
  ]
  return fields
    .filter((field) => field === box || field.checkVisibility({ visibilityProperty: true }))
    .slice(0, MOST.fields)
    .map((field): Field => {
      const label = cut(labelOf(field))
      const placeholder = cut(
        field.getAttribute('placeholder') || field.getAttribute('aria-placeholder') || '',
      )
      const invalid = field.getAttribute('aria-invalid')
      const isWrong = invalid !== null && invalid !== 'false'
      const error = cut(
        pointed(field, 'aria-errormessage') || pointed(field, 'aria-describedby') || alerted(field),
      )
      return {
        name: label || placeholder,
        by: label ? 'label' : placeholder ? 'placeholder' : 'none',
        ...(field === box && { composer: true }),
        ...(isWrong && { invalid: true }),
        ...(isWrong && error && { error }),
      }
    })

  function cut(text: string): string {
    return text.trim().replace(/\s+/g, ' ').slice(0, MOST.name)
  }
  function pointed(field: Element, attribute: string): string {
    const home = field.getRootNode() as Document | ShadowRoot
    return (field.getAttribute(attribute) ?? '')
      .split(/\s+/)
      .slice(0, 5)
      .map((id) => (id && home.getElementById(id)?.textContent) || '')
      .join(' ')
      .trim()
  }
  function labelOf(field: Element): string {
    const labels = [...((field as HTMLInputElement).labels ?? [])].map((one) => one.textContent).join(' ')
    return (
      pointed(field, 'aria-labelledby') ||
      (field.getAttribute('aria-label') ?? '').trim() ||
      labels.trim() ||
      (field.getAttribute('title') ?? '')
    )
  }
  /** Words of an alert in the same form. */
  function alerted(field: Element): string {
    return field.closest('form, fieldset')?.querySelector('[role=alert]')?.textContent ?? ''
  }
}
