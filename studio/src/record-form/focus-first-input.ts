// Where a new form begins: in its first input, so that people can type at once.

/**
 * Not in one that opens a list over the form, and not where touching an input brings up a keyboard, unless somebody has just pressed to type
 * there. `at` an empty one: after what is filled in.
 */
export function focusFirstInput(
  formId: string,
  at: 'first' | 'empty' = 'first',
  on: 'pointers' | 'everything' = 'pointers',
): void {
  if (on === 'pointers' && !matchMedia('(pointer: fine)').matches) return
  const form = document.getElementById(formId)
  if (form?.contains(document.activeElement)) return
  const inputs = [...(form?.querySelectorAll<HTMLInputElement>('input, textarea') ?? [])]
  const first = (at === 'empty' && inputs.find(({ value }) => value === '')) || inputs[0]
  if (first && !first.hasAttribute('aria-haspopup')) first.focus()
}
