// Where a new form begins: in its first input, so that people can type at once.

/** Not where touching an input brings up a keyboard, and not in one that opens a list over the form. `at` an empty one: after what is filled in. */
export function focusFirstInput(formId: string, at: 'first' | 'empty' = 'first'): void {
  if (!matchMedia('(pointer: fine)').matches) return
  const form = document.getElementById(formId)
  if (form?.contains(document.activeElement)) return
  const inputs = [...(form?.querySelectorAll<HTMLInputElement>('input, textarea') ?? [])]
  const first = (at === 'empty' && inputs.find(({ value }) => value === '')) || inputs[0]
  if (first && !first.hasAttribute('aria-haspopup')) first.focus()
}
