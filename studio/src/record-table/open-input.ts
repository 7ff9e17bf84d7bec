// Makes the input over a cell ready: focused, its text marked or begun with what was typed, its list open.
import type { WireField } from '../api/blueprints-api.ts'

/** `typed` is the key that opened the input; an input of its own kind, such as a day's, does not take it. */
export function openInput(box: HTMLElement, field: WireField, typed: string | undefined): void {
  const input =
    box.querySelector<HTMLInputElement>('input:checked') ??
    box.querySelector<HTMLInputElement | HTMLTextAreaElement>('input:not([type=hidden]), textarea')
  input?.focus({ preventScroll: true })
  if (!input) return
  if (typed !== undefined && takesText(input)) return putText(input, typed)
  if (takesText(input)) input.select()
  // A list to choose from shows its choices at once.
  if (['enum', 'user', 'tags'].includes(field.type)) input.click()
}

function takesText(input: HTMLInputElement | HTMLTextAreaElement): boolean {
  if (input.readOnly) return false
  return input instanceof HTMLTextAreaElement || ['text', 'search', 'email', 'tel', 'url'].includes(input.type)
}

/** As if it had been typed: whoever listens to the input hears of it. */
function putText(input: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const kind = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}
