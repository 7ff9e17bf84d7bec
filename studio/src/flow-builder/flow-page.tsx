// The flow of one kind of record: the drawing, the settings of what is selected, problems in words, and publishing.

import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  Card,
  Grid,
  Group,
  Loader,
  Stack,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { type ExpressionScope, idGiver, MoldeError, newBlueprint, newFlow, sayIssue, scopeOf } from '@molde/engine'
import { IconArrowBackUp, IconArrowForwardUp, IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type FormEvent, useMemo, useState } from 'react'
import { blueprintDocument } from '../api/blueprint-document.ts'
import { type Blueprint, useBlueprint } from '../api/blueprints-api.ts'
import { type Finding, type Flow, useFlowOf } from '../api/flows-api.ts'
import { keys } from '../api/query-client.ts'
import { FlowCanvas, type Selection } from '../flow-canvas/flow-canvas.tsx'
import { sayLabel, wordsOfKey } from '../text/say-label.ts'
import { currentLanguage, useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showDone } from '../ui/undo-toast.tsx'
import {
  changeState,
  changeTransition,
  flowDocument,
  stateKey,
  withoutState,
  withoutTransition,
  withState,
  withStates,
  withTransition,
} from './edit-flow.ts'
import { FlowFindings } from './flow-findings.tsx'
import { FlowStart } from './flow-start.tsx'
import { StateSettings } from './state-settings.tsx'
import { TransitionSettings } from './transition-settings.tsx'
import { useFlowDraft, usePublishFlow } from './use-flow-draft.ts'

export function FlowPage() {
  const { tenant, blueprint: name } = useParams({ from: '/inside/t/$tenant/design/$blueprint/flow' })
  const blueprint = useBlueprint(tenant, name)
  const { flow, pending, error } = useFlowOf(tenant, name)
  const [begun, setBegun] = useState<Flow>()
  const client = useQueryClient()
  const refusal = blueprint.error ?? error
  if (refusal) return <ErrorNotice error={refusal} />
  if (!blueprint.data || pending) return <Loader />
  const current = flow ?? begun
  if (!current) {
    const reread = () => client.invalidateQueries({ queryKey: keys.blueprint(tenant, name) })
    return <FlowStart tenant={tenant} blueprint={blueprint.data} onStart={setBegun} onFieldMade={reread} />
  }
  return <FlowEditor key={current.version} tenant={tenant} blueprint={blueprint.data} published={current} />
}

function FlowEditor({
  tenant,
  blueprint,
  published,
}: {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly published: Flow
}) {
  const { t } = useText()
  const nameOf = useFieldName()
  const draft = useFlowDraft(published)
  const publish = usePublishFlow(tenant, blueprint, () => showDone(t('flow.published')))
  const [selection, setSelection] = useState<Selection>()
  const { flow, change } = draft
  const verdict = useVerdict(blueprint, flow)
  const seen = { ...flow, findings: verdict.findings }
  const options = blueprint.fields.find((field) => field.key === flow.stateField)?.options ?? []
  const stateName = (key: string) =>
    key === '*'
      ? t('flow.anywhere')
      : sayLabel(
          flow.states[key]?.label ?? options.find((one) => one.key === key)?.label,
          [currentLanguage()],
          wordsOfKey(key),
        )
  const words = {
    state: stateName,
    transition: (one: Flow['transitions'][number]) => sayLabel(one.label, [currentLanguage()], wordsOfKey(one.event)),
    anywhere: t('flow.anywhere'),
  }
  const remove = (what: NonNullable<Selection>) => {
    change('state' in what ? withoutState(flow, what.state) : withoutTransition(flow, what.transition))
    setSelection(undefined)
  }
  const connect = (from: string, to: string) => {
    change(withTransition(flow, from, to, t('flow.newTransition', { state: stateName(to) })))
    setSelection({ transition: flow.transitions.length })
  }
  const addState = (label: string) => {
    const key = stateKey(label, new Set([...Object.keys(flow.states), ...options.map((option) => option.key)]))
    change(withState(flow, key, { label: { [currentLanguage()]: label } }))
    setSelection({ state: key })
  }
  const state = stateOf(flow, selection)
  const transition = flow.transitions[indexOf(selection)]
  const publishNow = () => publish.mutate(flow)
  const title = nameOf({ key: blueprint.name, label: blueprint.label })
  return (
    <Stack gap="md" h={{ base: 'auto', md: 'calc(100dvh - 48px)' }}>
      <PageHeader
        title={t('flow.title', { name: title })}
        about={t('flow.about')}
        above={
          <Link to="/t/$tenant/design/$blueprint" params={{ tenant, blueprint: blueprint.name }} className="above-link">
            {title}
          </Link>
        }
        actions={
          <>
            {draft.changed && <Badge variant="light">{t('flow.unpublished')}</Badge>}
            <Tooltip label={t('common.undo')}>
              <ActionIcon size="lg" disabled={!draft.undo} onClick={() => draft.undo?.()} aria-label={t('common.undo')}>
                <IconArrowBackUp size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('common.redo')}>
              <ActionIcon size="lg" disabled={!draft.redo} onClick={() => draft.redo?.()} aria-label={t('common.redo')}>
                <IconArrowForwardUp size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
            <Button
              onClick={publishNow}
              loading={publish.isPending}
              disabled={(!draft.changed && flow.version > 0) || verdict.blocked}
            >
              {t('flow.publish')}
            </Button>
          </>
        }
      />
      {publish.error && <ErrorNotice error={publish.error} />}
      {verdict.refusals.length > 0 && (
        <Alert color="bad" variant="light" title={t('flow.mustMend')} role="status">
          {verdict.refusals.map((sentence) => (
            <Text key={sentence} size="sm">
              {sentence}
            </Text>
          ))}
        </Alert>
      )}
      <Grid flex={1} styles={{ inner: { height: '100%' } }}>
        <Grid.Col span={{ base: 12, md: 8 }} mih={420}>
          <FlowCanvas
            flow={seen}
            words={words}
            selection={selection}
            onSelect={setSelection}
            onMove={(state, pos) => change(changeState(flow, state, { pos }))}
            onConnect={connect}
            onRemove={remove}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }} mah={{ md: '100%' }} style={{ overflowY: 'auto' }}>
          <Card withBorder>
            {state !== undefined && (
              <StateSettings
                flow={flow}
                stateKey={state}
                name={stateName(state)}
                onChange={(next) => change(changeState(flow, state, next))}
                stateName={stateName}
                onStart={() => change({ ...flow, initial: state })}
                onConnect={(to) => connect(state, to)}
                onRemove={() => remove({ state })}
              />
            )}
            {transition !== undefined && (
              <TransitionSettings
                flow={flow}
                transition={transition}
                fields={blueprint.fields}
                scope={verdict.scope}
                stateName={stateName}
                onChange={(next) => change(changeTransition(flow, indexOf(selection), next))}
                onRemove={() => remove({ transition: indexOf(selection) })}
              />
            )}
            {state === undefined && transition === undefined && <NewState onAdd={addState} />}
          </Card>
        </Grid.Col>
      </Grid>
      <FlowFindings findings={verdict.findings} onPick={(finding) => setSelection(placeOf(flow, finding))} />
    </Stack>
  )
}

function NewState({ onAdd }: { readonly onAdd: (label: string) => void }) {
  const { t } = useText()
  const [label, setLabel] = useState('')
  const add = (event: FormEvent) => {
    event.preventDefault()
    if (label.trim() === '') return
    onAdd(label.trim())
    setLabel('')
  }
  return (
    <Stack gap="sm">
      <Text size="sm">{t('flow.help')}</Text>
      <form onSubmit={add}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t('flow.newState')}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            flex={1}
          />
          <Button type="submit" variant="default" leftSection={<IconPlus size={14} stroke={1.5} />}>
            {t('flow.addState')}
          </Button>
        </Group>
      </form>
    </Stack>
  )
}

function stateOf(flow: Flow, selection: Selection): string | undefined {
  return selection && 'state' in selection && Object.hasOwn(flow.states, selection.state) ? selection.state : undefined
}

function indexOf(selection: Selection): number {
  return selection && 'transition' in selection ? selection.transition : -1
}

interface Verdict {
  readonly findings: readonly Finding[]
  readonly refusals: readonly string[]
  readonly blocked: boolean
  readonly scope: ExpressionScope
}

/** What the engine says of the flow as it stands; the same engine refuses or accepts on the server. */
function useVerdict(blueprint: Blueprint, flow: Flow): Verdict {
  return useMemo(() => {
    const version = newBlueprint(blueprintDocument(withStates(blueprint, flow)), idGiver({}))
    const scope = scopeOf(version)
    try {
      const { findings } = newFlow(flowDocument(flow), version, idGiver({}))
      return { findings, refusals: [], blocked: findings.some((finding) => finding.severity === 'block'), scope }
    } catch (refused) {
      if (!(refused instanceof MoldeError)) throw refused
      const refusals = [...new Set(refused.issues.map((issue) => sayIssue(issue, currentLanguage())))]
      return { findings: [], refusals, blocked: true, scope }
    }
  }, [blueprint, flow])
}

function placeOf(flow: Flow, finding: Finding): Selection {
  if (finding.state) return { state: finding.state }
  const at = flow.transitions.findIndex((one) => one.id === finding.transition || one.event === finding.transition)
  return at < 0 ? undefined : { transition: at }
}
