// Every text of a flow: its name, its states, groups and steps, what checks say, and what is sent to people.
import type { JsonObject } from '@molde/engine'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { ownLanguages } from '../text/own-languages.ts'
import { type Label, wordsOfKey } from '../text/say-label.ts'
import { withWordsIn, wordsIn } from '../text/with-language.ts'
import { labelOf, type OwnText } from './own-text.ts'

type Worded = Pick<Flow, 'label' | 'stateField' | 'states' | 'groups' | 'transitions' | 'clocks'>
type Path = OwnText['path']

export function flowTexts({ label, states, groups = {}, transitions, clocks = [] }: Worded): readonly OwnText[] {
  return [
    // Without a name of its own it is called as its field.
    ...(label === undefined ? [] : [{ path: ['label'], kind: 'flow', label } as const]),
    ...stateTexts(states, ['states']),
    ...Object.entries(groups).flatMap(([key, group]): readonly OwnText[] => [
      // The frame of a region is called as its field.
      ...(group.label === undefined
        ? []
        : [{ path: ['groups', key, 'label'], kind: 'group', label: group.label } as const]),
      ...toldTexts(group, ['groups', key], labelOf(group.label, key)),
    ]),
    ...transitions.flatMap((one, at): readonly OwnText[] => {
      const path = ['transitions', at]
      const of = labelOf(one.label, one.event || String(one.to))
      const checks = (one['check'] as readonly { readonly message: Label }[] | undefined) ?? []
      return [
        ...(one.event === '' && one.label === undefined
          ? []
          : [
              {
                path: [...path, 'label'],
                kind: 'step',
                label: one.label,
                ...(one.event !== '' && { fallback: wordsOfKey(one.event) }),
              } as const,
            ]),
        ...checks.map(
          ({ message }, index): OwnText => ({
            path: [...path, 'check', index, 'message'],
            kind: 'check',
            of,
            label: message,
          }),
        ),
        ...actionTexts(one['do'], [...path, 'do'], of),
      ]
    }),
    ...clocks.map(
      ({ name, label }, at): OwnText => ({ path: ['clocks', at, 'label'], kind: 'clock', label, fallback: name }),
    ),
  ]
}

function stateTexts(states: Flow['states'], at: Path): readonly OwnText[] {
  return Object.entries(states).flatMap(([key, state]): readonly OwnText[] => {
    const path = [...at, key]
    return [
      // Without words of its own a state is called as its choice, which stands among those of its field.
      ...(state.label === undefined ? [] : [{ path: [...path, 'label'], kind: 'state', label: state.label } as const]),
      ...toldTexts(state, path, labelOf(state.label, key)),
      ...(state.regions ?? []).flatMap((region, index) =>
        stateTexts(region.states, [...path, 'regions', index, 'states']),
      ),
    ]
  })
}

interface Telling {
  readonly timers?: readonly { readonly onRemind?: readonly object[] }[]
  readonly [member: string]: unknown
}

function toldTexts(part: Telling, path: Path, of: Label): readonly OwnText[] {
  return [
    ...(['onEnter', 'onExit'] as const).flatMap((moment) => actionTexts(part[moment], [...path, moment], of)),
    ...(part.timers ?? []).flatMap(({ onRemind }, at) =>
      actionTexts(onRemind, [...path, 'timers', at, 'onRemind'], of),
    ),
  ]
}

function actionTexts(actions: unknown, path: Path, of: Label): readonly OwnText[] {
  const list = (actions as readonly { readonly subject?: Label; readonly template?: Label }[] | undefined) ?? []
  return list.flatMap(({ subject, template }, at): readonly OwnText[] => [
    ...(subject === undefined
      ? []
      : [{ path: [...path, at, 'subject'], kind: 'subject', of, label: subject } as const]),
    ...(template === undefined
      ? []
      : [{ path: [...path, at, 'template'], kind: 'message', of, label: template } as const]),
  ])
}

/** Is the choice of the state field called as a state that has words of its own? */
export function isStateOf(flow: Worded | undefined, field: string, choice: string): boolean {
  return flow?.stateField === field && flow.states[choice]?.label !== undefined
}

/**
 * New labels of choices, by their keys: lists, boards and forms call a state as its choice, so what a state is called in other
 * languages is said of its choice, too, where both are called the same in the tenant's own.
 */
export function translatedChoices({ stateField, states }: Worded, blueprint: Blueprint): JsonObject {
  const [own, ...others] = ownLanguages()
  const options = blueprint.fields.find(({ key }) => key === stateField)?.options ?? []
  return Object.fromEntries(
    options.flatMap(({ key, label }) => {
      const called = states[key]?.label
      if (own === undefined || wordsIn(called, own) !== (wordsIn(label, own) ?? wordsOfKey(key))) return []
      const said = label ?? wordsIn(called, own)
      const after = others.reduce<Label | undefined>((now, language) => {
        const words = wordsIn(called, language)
        return words === undefined || words === wordsIn(now, language) ? now : withWordsIn(now, language, words)
      }, said)
      return after === said || after === undefined ? [] : [[key, after]]
    }),
  )
}
