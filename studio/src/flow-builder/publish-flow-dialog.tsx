// What publishing a flow will do, in sentences, and what it means for the records that are on their way.
import { Alert, Button, Group, List, Loader, Modal, Stack, Text } from '@mantine/core'
import { equalJson, type Json } from '@molde/engine'
import { useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useRecordCount } from '../api/count-records-api.ts'
import { type Flow, publishFlow, type TimerPolicy } from '../api/flows-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFlowName } from '../transition-form/use-flow-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { showUndo } from '../ui/undo-toast.tsx'
import type { FlowDesk } from './flow-desk.ts'
import { choiceChanges } from './flow-draft.ts'
import { isUnpublished } from './new-state-field.ts'
import { PastOnDraft } from './past-on-draft.tsx'
import { createWithField, useAfterPublishing } from './publish-first-flow.ts'
import { RecordsOnTheWay } from './records-on-the-way.tsx'
import { sayTransition, stepsThatAsk } from './say-transition.ts'
import { StateMovesQuestions } from './state-moves-questions.tsx'
import { TimersQuestion } from './timers-question.tsx'
import { useBringBack } from './use-bring-back.ts'
import { type SeenMoves, usePreviewedMoves } from './use-previewed-moves.ts'

export interface PublishFlowDialogProps {
  readonly desk: FlowDesk
  readonly blueprint: Blueprint
  /** The flow that is in use. */
  readonly published: Flow
  /** Everything on the screen is in the draft once this is done. */
  readonly onSave: () => Promise<void>
  readonly onClose: () => void
  readonly onPublished: (flow: Flow) => void
}

export function PublishFlowDialog(props: PublishFlowDialogProps) {
  const { t } = useText()
  const { flow, others } = props.desk
  const flowName = useFlowName(props.blueprint)
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={others.length === 0 ? t('design.review') : t('flow.reviewCalled', { flow: flowName(flow) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
    >
      {props.desk.flow.version === 0 ? <FirstTime {...props} /> : <Review {...props} />}
    </Modal>
  )
}

function Review({ desk, blueprint, published, onSave, onClose, onPublished }: PublishFlowDialogProps) {
  const { t } = useText()
  const { flow, tenant } = desk
  const { seen, answers, answer, preview, again, isCurrent } = usePreviewedMoves(tenant, flow.name, onSave)
  const bringBack = useBringBack(tenant, flow)
  const [policy, setPolicy] = useState<TimerPolicy>('recompute')
  const publish = useAfterPublishing(
    tenant,
    blueprint,
    { onPublished, onRead: onClose },
    async ({ token, moves, report }: SeenMoves) => {
      const done = await publishFlow(tenant, flow.name, token, { moves, ...(report.timers && { timers: policy }) })
      const { job, version } = done
      const offer = { undo: t('flowMoves.bringBack'), onUndo: () => bringBack.mutate(version) }
      if (job) showUndo({ text: t('flowMoves.moving'), ...offer })
      return done
    },
  )
  const flowName = useFlowName(blueprint)
  const isRenamed = !equalJson((flow.label ?? null) as Json, (published.label ?? null) as Json)
  const report = seen?.report
  const blocked = report?.findings.some(({ severity }) => severity === 'block') ?? false
  return (
    <Stack gap="md">
      {preview.isPending && !report && <Loader size="sm" aria-label={t('common.loading')} />}
      {preview.error && <ErrorNotice error={preview.error} onRetry={again} />}
      {seen && report && (
        <>
          <Text>{t('flowMap.becomes', { version: report.to })}</Text>
          <List size="sm" spacing={4}>
            {report.sentences.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
            {isRenamed && <List.Item>{t('flow.calledNow', { flow: flowName(flow) })}</List.Item>}
          </List>
          <StepsAsk desk={desk} published={published} />
          <ChoicesChange desk={desk} blueprint={blueprint} />
          {report.sentences.length === 0 && !isRenamed && <Text size="sm">{t('flowMap.nothingChanges')}</Text>}
          <StateMovesQuestions desk={desk} states={seen.states} answers={answers} onAnswer={answer} />
          <RecordsOnTheWay desk={desk} report={report} states={seen.states} answers={answers} onAnswer={answer} />
          {report.timers && <TimersQuestion timers={report.timers} value={policy} onChange={setPolicy} />}
          {report.findings
            .filter(({ severity }) => severity !== 'info')
            .map(({ message, severity }) => (
              <Alert key={message} variant="light" color={severity === 'block' ? 'bad' : 'warn'}>
                {message}
              </Alert>
            ))}
          <PastOnDraft desk={desk} blueprint={blueprint} seen={seen} />
        </>
      )}
      {publish.error && <ErrorNotice error={publish.error} onRetry={again} />}
      <Buttons
        onClose={onClose}
        pending={publish.isPending}
        publish={seen && isCurrent && !blocked ? () => publish.mutate(seen) : undefined}
      />
    </Stack>
  )
}

/** The steps that ask or do something else than before, with all of it: a sentence that a condition is another one is not enough. */
function StepsAsk({ desk, published }: Pick<PublishFlowDialogProps, 'desk' | 'published'>) {
  const { t } = useText()
  const steps = stepsThatAsk(desk.flow.transitions, published.transitions, (one) => sayTransition(one, desk.say))
  if (steps.length === 0) return null
  return (
    <div>
      <Text size="sm">{t('flowMap.whatStepsAsk')}</Text>
      <List size="sm" spacing={4} aria-label={t('flowMap.whatStepsAsk')}>
        {steps.map(({ step, lines }, at) => (
          <List.Item key={`${at}`}>
            {desk.words.transition(step)}
            <Said lines={lines} />
          </List.Item>
        ))}
      </List>
    </div>
  )
}

function Said({ lines }: { readonly lines: readonly string[] }) {
  return lines.map((line) => (
    <Text key={line} size="sm" c="dimmed">
      {line}
    </Text>
  ))
}

/** States are choices of a field: what becomes of them is a new version of the blueprint. */
function ChoicesChange({ desk, blueprint }: Pick<PublishFlowDialogProps, 'desk' | 'blueprint'>) {
  const { t } = useText()
  const nameOf = useFieldName()
  const { flow, words, choices } = desk
  const { added, retired, offered } = choiceChanges(flow, blueprint)
  const field = blueprint.fields.find(({ key }) => key === flow.stateField)
  const inWords = { name: nameOf({ key: blueprint.name, label: blueprint.label }), version: blueprint.version + 1 }
  if (field && isUnpublished(field))
    return <Text size="sm">{t('flowStart.fieldAdded', { field: nameOf(field), ...inWords })}</Text>
  const choice = (key: string) => choices.find((one) => one.key === key)?.words ?? words.state(key)
  const lines = [
    ...added.map((key) => t('flowMap.choiceAdded', { choice: choice(key) })),
    ...offered.map((key) => t('flowMap.choiceOffered', { choice: choice(key) })),
    ...retired.map((key) => t('flowMap.choiceRetired', { choice: choice(key) })),
  ]
  if (lines.length === 0 || !field) return null
  const title = t('flowMap.choicesChange', {
    field: nameOf(field),
    ...inWords,
  })
  return (
    <div>
      <Text size="sm">{title}</Text>
      <List size="sm" spacing={4} aria-label={title}>
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </div>
  )
}

/** Nothing was published before: what there will be, and that every record enters it. */
function FirstTime({ desk, blueprint, onClose, onPublished }: PublishFlowDialogProps) {
  const { t } = useText()
  const { tenant, flow, words } = desk
  const count = useRecordCount(tenant, blueprint.name, {})
  const publish = useAfterPublishing(tenant, blueprint, { onPublished, onRead: onClose }, () =>
    createWithField(tenant, blueprint, flow),
  )
  return (
    <Stack gap="md">
      <Text>
        {t('flowMap.firstTime', {
          states: t('flowMap.states', { count: Object.keys(flow.states).length }),
          transitions: t('flowMap.transitions', { count: flow.transitions.length }),
        })}
      </Text>
      <List size="sm" spacing={4}>
        {flow.transitions.map((one, at) => (
          <List.Item key={`${at}`}>
            {t('flow.edge', { label: words.transition(one), from: words.sources(one), to: words.state(one.to) })}
            <Said lines={sayTransition(one, desk.say)} />
          </List.Item>
        ))}
      </List>
      <ChoicesChange desk={desk} blueprint={blueprint} />
      {count !== undefined && count.value > 0 && (
        <Alert variant="light" color="gray">
          {t('flowMap.enter', { count: count.value, state: words.state(flow.initial) })}
        </Alert>
      )}
      {publish.error && <ErrorNotice error={publish.error} />}
      <Buttons onClose={onClose} pending={publish.isPending} publish={() => publish.mutate(undefined)} />
    </Stack>
  )
}

function Buttons(props: {
  readonly onClose: () => void
  readonly pending: boolean
  readonly publish: (() => void) | undefined
}) {
  const { t } = useText()
  return (
    <Group justify="flex-end" className="last-acts">
      <Button variant="default" onClick={props.onClose}>
        {t('common.cancel')}
      </Button>
      <Button disabled={!props.publish} loading={props.pending} onClick={() => props.publish?.()}>
        {t('flow.publish')}
      </Button>
    </Group>
  )
}
