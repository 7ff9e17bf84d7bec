// What is selected on the drawing, at the right of it: a state, a transition, a group, several at once, or how to begin.
import { Button, CloseButton, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconBoxMultiple, IconCopy, IconX } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { ActionList } from '../action-input/action-list.tsx'
import type { WireAction } from '../action-input/wire-action.ts'
import { groupNode, groupsIn } from '../api/flow-nodes.ts'
import { movePart, readPart } from '../flow-canvas/part.ts'
import { ownWordsProps } from '../own-words/own-words.tsx'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { withLanguage, withLanguageOrNone } from '../text/with-language.ts'
import { hueOf } from '../ui/hue-of.ts'
import { SearchSelect } from '../ui/search-select.tsx'
import { ClockList } from './clock-list.tsx'
import { connectTargets } from './connect-targets.ts'
import classes from './flow-builder.module.css'
import type { FlowDesk } from './flow-desk.ts'
import { HueChoice } from './hue-choice.tsx'
import { isConcurrent } from './regions-on-screen.ts'
import { StateSettings, Ways } from './state-settings.tsx'
import { TimerList } from './timer-list.tsx'
import { rankOf } from './transition-rank.ts'
import { TransitionSettings } from './transition-settings.tsx'
import { type FlowActs, selectedStates, transitionIn } from './use-flow-acts.ts'

export interface FlowPanelProps {
  readonly panel: Ref<HTMLElement>
  readonly desk: FlowDesk
  readonly acts: FlowActs
  readonly selection: readonly string[]
  readonly records: ReadonlyMap<string, number> | undefined
  readonly isPhone: boolean
  readonly onSelect: (parts: readonly string[]) => void
  /** The name of a state stands for now. */
  readonly onNamed: () => void
  readonly onClose: () => void
}

export function FlowPanel(props: FlowPanelProps) {
  const { t } = useText()
  const { desk, selection, isPhone } = props
  const { flow, words } = desk
  const [only] = selection
  const part = only === undefined ? undefined : readPart(only)
  if (selection.length > 1) return <SeveralPanel {...props} />
  if (part && 'state' in part && flow.states[part.state]) return <StatePanel {...props} state={part.state} />
  if (part && 'group' in part && flow.groups?.[part.group]) return <GroupPanel {...props} group={part.group} />
  const transition = part && 'transition' in part ? flow.transitions[part.transition] : undefined
  if (transition && part && 'transition' in part) {
    const index = part.transition
    return (
      <Frame {...props} title={words.transition(transition)} about={desk.words.about(transition)}>
        <TransitionSettings
          key={index}
          desk={desk}
          transition={transition}
          index={index}
          rank={rankOf(flow, index)}
          onChange={(next, about) => props.acts.changeTransition(index, next, about)}
          onRank={(by) => props.acts.rank(index, by)}
        />
        <Remove label={t('flow.removeTransition')} onRemove={() => props.acts.remove([movePart(index)])} />
      </Frame>
    )
  }
  if (isPhone) return null
  return (
    <aside className={classes.panel} aria-label={t('model.helpTitle')}>
      <Stack gap="lg">
        <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
          {t('flowMap.help')}
        </Text>
        <FlowName desk={desk} acts={props.acts} />
        <ClockList desk={desk} acts={props.acts} />
      </Stack>
    </aside>
  )
}

/** Only where it is told from others by it. */
export function FlowName({ desk, acts }: Pick<FlowPanelProps, 'desk' | 'acts'>) {
  const { t } = useText()
  const nameOf = useFieldName()
  const { label, stateField } = desk.flow
  if (desk.others.length === 0) return null
  return (
    <TextInput
      label={t('flow.name')}
      {...ownWordsProps({
        label,
        name: t('flow.name'),
        onTranslate: acts.call,
      })}
      {...(label === undefined && { placeholder: nameOf(desk.offer.stateField ?? { key: stateField }) })}
      onChange={(event) => acts.call(withLanguageOrNone(label, event.currentTarget.value))}
    />
  )
}

function StatePanel(props: FlowPanelProps & { readonly state: string }) {
  const { t } = useText()
  const { desk, acts, state, onSelect, records } = props
  return (
    <Frame {...props} title={desk.words.state(state)}>
      <StateSettings
        key={state}
        desk={desk}
        stateKey={state}
        records={records?.get(state)}
        onChange={(next, about) => acts.changeState(state, next, about)}
        onNamed={props.onNamed}
        onStart={() => acts.startAt(state)}
        onConnect={(to) => acts.connect(state, to)}
        onPick={(transition) => onSelect([movePart(transition)])}
        onGroup={(group) => acts.join(state, group)}
        acts={acts}
      />
      <Group justify="space-between">
        <Button
          variant="subtle"
          px="xs"
          leftSection={<IconCopy size={16} stroke={1.5} />}
          onClick={() => acts.duplicate([state])}
        >
          {t('flowMap.duplicate')}
        </Button>
        <Remove label={t('flow.removeState')} onRemove={() => acts.remove([state])} />
      </Group>
    </Frame>
  )
}

function GroupPanel(props: FlowPanelProps & { readonly group: string }) {
  const { t } = useText()
  const { desk, acts, group: key, onSelect } = props
  const { flow, words } = desk
  const group = flow.groups?.[key]
  const { parallel, region } = group ?? {}
  const [name, about] =
    region !== undefined
      ? (['flowMap.regionName', 'flowMap.regionAbout'] as const)
      : parallel !== undefined
        ? (['flowMap.concurrentName', 'flowMap.concurrentAbout'] as const)
        : (['flowMap.groupName', 'flowMap.groupAbout'] as const)
  const node = groupNode(key)
  const inside = [...(group?.states ?? []), ...groupsIn(flow, key).map(groupNode)]
  return (
    <Frame {...props} title={words.group(key)}>
      <TextInput
        label={t(name)}
        description={t(about)}
        {...ownWordsProps({
          label: group?.label,
          name: t(name),
          fallback: words.group(key),
          onTranslate: (label) => acts.changeGroup(key, { label }, 'label'),
        })}
        onChange={(event) =>
          acts.changeGroup(key, { label: withLanguage(group?.label, event.currentTarget.value) }, 'label')
        }
      />
      {region === undefined && (
        <>
          <SearchSelect
            label={t('flowMap.connectGroup')}
            placeholder={t('flow.connectTo')}
            data={connectTargets(desk, node)}
            value={null}
            data-connect
            onChange={(to) => to !== null && acts.connect(node, to)}
          />
          <Ways desk={desk} node={node} onPick={(transition) => onSelect([movePart(transition)])} />
          <TimerList desk={desk} node={node} acts={acts} />
        </>
      )}
      {parallel === undefined && (
        <Select
          label={t('flowMap.groupBegins')}
          description={t('flowMap.groupBeginsAbout')}
          data={inside.map((one) => ({ value: one, label: words.state(one) }))}
          value={group?.initial ?? inside[0] ?? null}
          allowDeselect={false}
          onChange={(initial) => initial !== null && acts.changeGroup(key, { initial })}
        />
      )}
      {region === undefined && (
        <HueChoice hue={hueOf(group?.color ?? 'slate', 0)} onChange={(color) => acts.changeGroup(key, { color })} />
      )}
      <div>
        <Text size="sm" fw={600}>
          {t(parallel === undefined ? 'flow.states' : 'flowMap.regions')}
        </Text>
        <ul className="bare-list">
          {inside.map((one) => (
            <li key={one}>
              <Button variant="subtle" size="compact-sm" px={4} onClick={() => onSelect([one])}>
                {words.state(one)}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      {parallel !== undefined && (
        <Button variant="default" onClick={() => acts.addRegion(parallel)}>
          {t('flowMap.addRegion')}
        </Button>
      )}
      {(region === undefined ? (['onEnter', 'onExit'] as const) : []).map((moment) => (
        <ActionList
          key={moment}
          tenant={desk.tenant}
          title={t(moment === 'onEnter' ? 'flowMap.onEnter' : 'flowMap.onExit')}
          actions={(group?.[moment] as readonly WireAction[] | undefined) ?? []}
          onChange={(actions) =>
            acts.changeGroup(key, { [moment]: actions && actions.length > 0 ? actions : undefined })
          }
          fields={desk.fields}
          scope={desk.scope}
          names={desk.names}
          words={desk.say}
        />
      ))}
      {isConcurrent(group) ? (
        <Remove
          label={t(region === undefined ? 'flowMap.removeConcurrent' : 'flowMap.removeRegion')}
          onRemove={() => acts.removeConcurrent(key)}
        />
      ) : (
        <Button variant="subtle" onClick={() => acts.ungroup([key])}>
          {t('flowMap.ungroup')}
        </Button>
      )}
    </Frame>
  )
}

function SeveralPanel(props: FlowPanelProps) {
  const { t } = useText()
  const { desk, acts, selection } = props
  const states = selectedStates(desk.flow, selection)
  const all = states.length + selection.flatMap((id) => transitionIn(desk.flow, id)).length
  return (
    <Frame {...props} title={t('flowMap.selected', { count: all })} about={t('flowMap.selectedAbout')}>
      {acts.canGroup && (
        <Button variant="default" leftSection={<IconBoxMultiple size={16} stroke={1.5} />} onClick={() => acts.group()}>
          {t('flowMap.makeGroup')}
        </Button>
      )}
      <Group justify="space-between">
        <Button
          variant="subtle"
          px="xs"
          disabled={states.length === 0}
          leftSection={<IconCopy size={16} stroke={1.5} />}
          onClick={() => acts.copy()}
        >
          {t('common.copy')}
        </Button>
        <Remove label={t('common.remove')} onRemove={() => acts.remove()} />
      </Group>
    </Frame>
  )
}

function Remove({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  return (
    <Button variant="subtle" color="bad" px="xs" leftSection={<IconX size={16} stroke={1.5} />} onClick={onRemove}>
      {label}
    </Button>
  )
}

interface FrameProps extends Pick<FlowPanelProps, 'panel' | 'onClose'> {
  readonly title: string
  readonly about?: string
  readonly children: ReactNode
}

function Frame({ panel, title, about, onClose, children }: FrameProps) {
  const { t } = useText()
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className={classes.panel}
      aria-label={title}
      onKeyDown={(event) => event.key === 'Escape' && isOwnKey(event) && onClose()}
    >
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600} component="h2" m={0} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Text>
          <CloseButton onClick={onClose} aria-label={t('common.close')} />
        </Group>
        {about && (
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {about}
          </Text>
        )}
        {children}
      </Stack>
    </aside>
  )
}

/** Not what a menu lets through that is only drawn elsewhere, nor what closes a list that is open. */
function isOwnKey({ target, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  return target instanceof Element && currentTarget.contains(target) && target.getAttribute('aria-expanded') !== 'true'
}
