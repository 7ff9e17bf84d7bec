// What would have happened: the steps of the last weeks, tried on the draft, in sentences with examples to open.
import { Anchor, Button, List, Progress, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { type Past, type PastGroup, type PastSample, pastDays, usePastOnDraft } from '../api/backtest-api.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { sayNeed } from '../expression-input/say-tree.ts'
import { isEmpty, valueText } from '../field-value/value-text.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import type { FlowDesk } from './flow-desk.ts'
import type { SeenMoves } from './use-previewed-moves.ts'

export interface PastOnDraftProps {
  readonly desk: FlowDesk
  readonly blueprint: Blueprint
  readonly seen: SeenMoves
}

export function PastOnDraft({ desk, blueprint, seen }: PastOnDraftProps) {
  const { t } = useText()
  const { past, isDone, error, again } = usePastOnDraft(desk.tenant, desk.flow.name, seen.token, seen.moves)
  const heading = useId()
  return (
    <Stack gap={6} component="section" aria-labelledby={heading}>
      <Title order={3} size="sm" id={heading}>
        {t('flowPast.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('flowPast.about', { days: pastDays })}
      </Text>
      {error && <ErrorNotice error={error} onRetry={again} />}
      {!isDone && !error && <SoFar past={past} />}
      {past && <Said past={past} isDone={isDone} desk={desk} blueprint={blueprint} />}
    </Stack>
  )
}

function SoFar({ past }: { readonly past: Past | undefined }) {
  const { t } = useText()
  const { number } = useFormats()
  if (!past) return <Progress value={100} animated size="xs" aria-label={t('common.loading')} />
  const text = t('flowPast.looking', { looked: number(past.looked), total: number(past.events.value) })
  return (
    <div role="status">
      <Text size="sm">{text}</Text>
      <Progress value={(100 * past.looked) / Math.max(1, past.events.value)} size="xs" aria-label={text} />
    </div>
  )
}

interface SaidProps extends Omit<PastOnDraftProps, 'seen'> {
  readonly past: Past
  readonly isDone: boolean
}

function Said({ past, isDone, desk, blueprint }: SaidProps) {
  const { t } = useText()
  const { number } = useFormats()
  const { looked, same, skipped, groups, events } = past
  if (looked === 0) return <Text size="sm">{t('flowPast.none', { days: pastDays })}</Text>
  const allSame = same === looked
  return (
    <>
      {isDone && (
        <Text size="sm">
          {allSame
            ? t('flowPast.allSame', { count: looked, days: pastDays })
            : t('flowPast.same', { count: same, total: number(looked) })}
        </Text>
      )}
      {groups.length > 0 && (
        <List size="sm" spacing={6} aria-label={t('flowPast.title')}>
          {groups.map((group) => (
            <List.Item key={JSON.stringify([group.kind, group.event, group.reason, group.state, group.fields])}>
              <GroupSaid group={group} times={group.times} desk={desk} blueprint={blueprint} />
            </List.Item>
          ))}
        </List>
      )}
      {isDone && skipped > 0 && (
        <Text size="sm" c="dimmed">
          {t('flowPast.skipped', { count: skipped })}
        </Text>
      )}
      {isDone && events.capped && (
        <Text size="sm" c="dimmed">
          {t('flowPast.newest', { count: looked })}
        </Text>
      )}
    </>
  )
}

interface GroupSaidProps extends Omit<PastOnDraftProps, 'seen'> {
  readonly group: PastGroup
  readonly times: number
}

function GroupSaid({ group, times, desk, blueprint }: GroupSaidProps) {
  const { t } = useText()
  const { number } = useFormats()
  const [open, setOpen] = useState(false)
  const fieldName = useNameOf(blueprint)
  const { count, kind, guard, state = '', fields = [], event, label, samples } = group
  const need = guard === undefined ? undefined : sayNeed(guard, desk.say)
  const reason = need ?? group.reason ?? ''
  const step = label ?? (event === null ? t('flowPast.byItself') : wordsOfKey(event))
  const about = { count, total: number(times), step }
  const sentence = {
    refused: () => t('flowPast.refused', { ...about, reason }),
    elsewhere: () => t('flowPast.elsewhere', { ...about, state: desk.words.state(state) }),
    values: () => t('flowPast.values', { ...about, fields: fields.map(fieldName).join(', ') }),
  }[kind]()
  return (
    <>
      {sentence}{' '}
      <Button variant="subtle" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'flowPast.fewer' : 'flowPast.examples')}
      </Button>
      {open && (
        <List size="sm" listStyleType="none" aria-label={sentence}>
          {samples.map((sample) => (
            <List.Item key={`${sample.id} ${sample.at}`}>
              <Sample sample={sample} desk={desk} blueprint={blueprint} />
            </List.Item>
          ))}
        </List>
      )}
    </>
  )
}

function Sample({ sample, desk, blueprint }: Omit<PastOnDraftProps, 'seen'> & { readonly sample: PastSample }) {
  const { t } = useText()
  const formats = useFormats()
  const fieldName = useNameOf(blueprint)
  const { id, title, live, at, from, to, values = [] } = sample
  const words = { yes: t('common.yes'), no: t('common.no') }
  const said = (key: string, value: (typeof values)[number]['was']) => {
    const field = blueprint.fields.find((one) => one.key === key)
    return isEmpty(value) || !field ? t('flowPast.empty') : valueText(field, value, formats, words)
  }
  const state = (key: string | null) => (key === null ? '…' : desk.words.state(key))
  const params = { tenant: desk.tenant, blueprint: blueprint.name, id }
  return (
    <>
      <Anchor
        size="sm"
        renderRoot={(props) => (
          <Link to="/t/$tenant/records/$blueprint/$id" params={params} target="_blank" {...props} />
        )}
      >
        {title ?? t('records.untitled')}
      </Anchor>
      <Text size="sm" c="dimmed" span>
        {' · '}
        {t('flowPast.moved', { at: formats.dateTime(at), from: state(from), to: state(to) })}
        {!live && ` · ${t('flowPast.inTrash')}`}
      </Text>
      {values.map(({ field, was, would }) => (
        <Text key={field} size="sm" c="dimmed">
          {t('flowPast.wouldBe', { field: fieldName(field), was: said(field, was), would: said(field, would) })}
        </Text>
      ))}
    </>
  )
}

function useNameOf({ fields }: Blueprint): (key: string) => string {
  const nameOf = useFieldName()
  return (key) => {
    const field = fields.find((one) => one.key === key)
    return field ? nameOf(field) : key
  }
}
