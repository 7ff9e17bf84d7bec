// Where a new form begins: in its first input, so that people can type at once.

/** Not where touching an input brings up a keyboard, and not in one that opens a list over the form. */
export function focusFirstInput(formId: string): void {
  if (!matchMedia('(pointer: fine)').matches) return
  const form = document.getElementById(formId)
  if (form?.contains(document.activeElement)) return
  const first = form?.querySelector<HTMLElement>('input, textarea')
  if (first && !first.hasAttribute('aria-haspopup')) first.focus()
}
