// Everything about one state: its words and colour, whether records start or end here, what leads in and out, what happens here.
import { Accordion, Autocomplete, Group, Select, Stack, Switch, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import { ActionList } from '../action-input/action-list.tsx'
import type { WireAction } from '../action-input/wire-action.ts'
import { groupKey, leaves } from '../api/flow-nodes.ts'
import type { WireFlowState, WireTransition } from '../api/flows-api.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { withLanguage } from '../text/with-language.ts'
import { hueOf } from '../ui/hue-of.ts'
import { SearchSelect } from '../ui/search-select.tsx'
import { connectTargets } from './connect-targets.ts'
import type { FlowDesk } from './flow-desk.ts'
import { groupOf } from './group-states.ts'
import { HueChoice } from './hue-choice.tsx'
import { isArrow } from './say-transition.ts'
import { keysByWords, spareChoices } from './tidy-keys.ts'
import { TimerList } from './timer-list.tsx'
import type { FlowActs } from './use-flow-acts.ts'

export interface StateSettingsProps {
  readonly desk: FlowDesk
  readonly stateKey: string
  readonly records: number | undefined
  readonly onChange: (change: Partial<WireFlowState>, about?: string) => void
  /** The name stands for now. */
  readonly onNamed: () => void
  readonly onStart: () => void
  readonly onConnect: (to: string) => void
  readonly onPick: (transition: number) => void
  readonly onGroup: (group: string | undefined) => void
  readonly acts: FlowActs
}

const noGroup = ' '

export function StateSettings(props: StateSettingsProps) {
  const { desk, stateKey, records, onChange, onStart, onConnect, onPick, onGroup, acts } = props
  const { flow, words, fields, tenant, scope, names, say } = desk
  const { t } = useText()
  const state = flow.states[stateKey]
  const hue = hueOf(words.color(stateKey), Object.keys(flow.states).indexOf(stateKey))
  const groups = Object.keys(flow.groups ?? {})
  return (
    <Stack gap="sm">
      <StateName {...props} />
      {records !== undefined && records > 0 && (
        <Text size="sm" c="dimmed">
          {t('flowMap.standHere', { count: records })}
        </Text>
      )}
      {state?.type !== 'final' && (
        <SearchSelect
          label={t('flow.connect')}
          description={t('flow.connectAbout')}
          placeholder={t('flow.connectTo')}
          data={connectTargets(desk, stateKey)}
          value={null}
          data-connect
          onChange={(to) => to !== null && onConnect(to)}
        />
      )}
      <Ways desk={desk} node={stateKey} onPick={onPick} />
      <Certain desk={desk} stateKey={stateKey} />
      {state?.type !== 'final' && <TimerList desk={desk} node={stateKey} acts={acts} />}
      <HueChoice hue={hue} onChange={(color) => onChange({ color })} />
      <Switch
        label={t('flow.initial')}
        checked={flow.initial === stateKey}
        disabled={flow.initial === stateKey}
        onChange={onStart}
      />
      <Switch
        label={t('flow.final')}
        description={t('flow.finalAbout')}
        checked={state?.type === 'final'}
        onChange={(event) => onChange({ type: event.currentTarget.checked ? 'final' : undefined })}
      />
      {groups.length > 0 && (
        <Select
          label={t('flowMap.inGroup')}
          data={[
            { value: noGroup, label: t('common.none') },
            ...groups.map((key) => ({ value: key, label: words.group(key) })),
          ]}
          value={groupOf(flow, stateKey) ?? noGroup}
          allowDeselect={false}
          onChange={(key) => onGroup(key === noGroup || key === null ? undefined : key)}
        />
      )}
      {(['onEnter', ...(state?.type === 'final' ? [] : ['onExit'])] as const).map((moment) => (
        <ActionList
          key={moment}
          tenant={tenant}
          title={t(moment === 'onEnter' ? 'flowMap.onEnter' : 'flowMap.onExit')}
          actions={(state?.[moment] as readonly WireAction[] | undefined) ?? []}
          onChange={(actions) => onChange({ [moment]: actions })}
          fields={fields}
          scope={scope}
          names={names}
          words={say}
        />
      ))}
      <Accordion variant="contained" chevronPosition="left">
        <Accordion.Item value="programs">
          <Accordion.Control>{t('fieldFolds.programs')}</Accordion.Control>
          <Accordion.Panel>
            <Text size="sm">{t('flow.stateKey', { key: nameForPrograms(desk, stateKey) })}</Text>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  )
}

/** It follows the words until it is published. */
function nameForPrograms({ flow, choices, words }: FlowDesk, stateKey: string): string {
  return keysByWords(flow, choices, words.state).get(stateKey) ?? stateKey
}

/** A new one is offered what choices there are without a step. */
function StateName({ desk, stateKey, onChange, onNamed }: StateSettingsProps) {
  const { t } = useText()
  const { flow, words, choices } = desk
  // While it is typed it may be empty; a state always has a name.
  const [typed, setTyped] = useState<string>()
  const isNew = !choices.some(({ key }) => key === stateKey)
  const spare = isNew ? [...new Set(spareChoices(choices, flow).map((choice) => choice.words))] : []
  const input = {
    label: t('flow.stateName'),
    ...ownWordsProps({
      label: flow.states[stateKey]?.label,
      name: t('flow.stateName'),
      fallback: words.state(stateKey),
      onTranslate: (label) => onChange({ label }, `label ${stateKey}`),
    }),
    ...(typed !== undefined && { value: typed }),
    onBlur: () => {
      setTyped(undefined)
      onNamed()
    },
  }
  const change = (text: string) => {
    setTyped(text)
    if (text.trim() !== '') onChange({ label: withLanguage(flow.states[stateKey]?.label, text) }, `label ${stateKey}`)
  }
  // Without anything to offer there is no list that Escape would close first.
  if (spare.length === 0) return <TextInput {...input} onChange={(event) => change(event.currentTarget.value)} />
  // The name it has is no search for another one: all are shown.
  return <Autocomplete {...input} data={spare} filter={({ options }) => options} onChange={change} />
}

/** What every way into the state agrees on. */
function Certain({ desk, stateKey }: Pick<StateSettingsProps, 'desk' | 'stateKey'>) {
  const { t, language } = useText()
  const nameOf = useFieldName()
  const known = desk.facts(stateKey)
  const sentences = (['set', 'empty'] as const).flatMap((what) => {
    const fields = desk.fields.filter(({ key }) => known?.[what].includes(key)).map(nameOf)
    if (fields.length === 0) return []
    return [t(`flowFacts.${what}`, { fields: new Intl.ListFormat(language, { type: 'conjunction' }).format(fields) })]
  })
  if (sentences.length === 0) return null
  return (
    <div role="group" aria-label={t('flowFacts.title')}>
      <Text size="sm" fw={600}>
        {t('flowFacts.title')}
      </Text>
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {t('flowFacts.about')}
      </Text>
    </div>
  )
}

interface WaysProps extends Pick<StateSettingsProps, 'desk' | 'onPick'> {
  /** A state, or a group by its node. */
  readonly node: string
}

/** What leads from here and to here; one leads to its settings. */
export function Ways({ desk, node, onPick }: WaysProps) {
  const { t } = useText()
  const { flow, words } = desk
  const isGroup = groupKey(node) !== undefined
  const isLeft = (one: WireTransition) => (isGroup ? one.from.includes(node) : leaves(flow, one, node))
  const all = flow.transitions.map((transition, index) => ({ transition, index }))
  const sides = [
    { key: 'out', title: t('flowMap.waysOut'), found: all.filter(({ transition }) => isLeft(transition)) },
    { key: 'in', title: t('flowMap.waysIn'), found: all.filter(({ transition }) => transition.to === node) },
  ] as const
  return (
    <>
      {sides.map(({ key, title, found }) =>
        found.length === 0 ? null : (
          <div key={key}>
            <Text size="sm" fw={600}>
              {title}
            </Text>
            <ul className="bare-list" aria-label={title}>
              {found.map(({ transition, index }) => (
                <li key={index}>
                  <UnstyledButton className="quiet-button" w="100%" onClick={() => onPick(index)}>
                    <Group gap={6} wrap="nowrap">
                      {key === 'in' && <Other words={words.sources(transition)} />}
                      {key === 'in' && !isArrow(words.transition(transition)) && <Arrow />}
                      <Text size="sm" truncate>
                        {words.transition(transition)}
                      </Text>
                      {key === 'out' && !isArrow(words.transition(transition)) && (
                        <>
                          <Arrow />
                          <Other words={words.state(transition.to)} />
                        </>
                      )}
                    </Group>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
    </>
  )
}

const Arrow = () => <IconArrowRight size={14} stroke={1.5} aria-hidden style={{ flex: 'none' }} />

/** The state at the other end. */
function Other({ words }: { readonly words: string }) {
  return (
    <Text size="sm" c="dimmed" truncate>
      {words}
    </Text>
  )
}
