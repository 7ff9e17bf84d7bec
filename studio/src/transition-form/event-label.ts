// What a button or a menu calls an event, and the state it leads to.
import type { Blueprint } from '../api/blueprints-api.ts'
import type { AvailableTransition } from '../api/transitions-api.ts'
import { wordsOfKey } from '../text/say-label.ts'
import type { TenantFormats } from '../text/use-formats.tsx'

/** An event without a label is said by its key, which is no word for people. */
export function eventLabel(
  transition: Pick<AvailableTransition, 'event' | 'label'>,
  say: TenantFormats['say'],
): string {
  const { event, label } = transition
  return label === event ? wordsOfKey(event) : say(label ?? undefined, wordsOfKey(event))
}

/** The state in the words of a step that has no name of its own: “→ Late” is called by an arrow to it. */
export function arrowTo(label: string): string | undefined {
  return label.startsWith('→') ? label.slice(1).trim() : undefined
}

/** Of a region it is `field.STATE`. */
export function stateLabel(blueprint: Blueprint, state: string, say: TenantFormats['say']): string {
  const [choice = '', region] = state.split('.').reverse()
  const option = blueprint.fields
    .flatMap(({ key, type, options = [] }) => (type === 'enum' && (region ?? key) === key ? options : []))
    .find((one) => one.key === choice)
  return say(option?.label, wordsOfKey(choice))
}
