// What publishing a flow will do, in sentences, and what it means for the records that are on their way.
import { Alert, Button, Group, List, Loader, Modal, Stack, Table, Text } from '@mantine/core'
import type { JsonObject } from '@molde/engine'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { keepStored } from '../api/browser-storage.ts'
import { useRecordCount } from '../api/count-records-api.ts'
import { createFlow, type Flow, type FlowPreview, forgetFlowDraft, previewFlow, publishFlow } from '../api/flows-api.ts'
import { keys } from '../api/query-client.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import type { FlowDesk } from './flow-desk.ts'
import { choiceChanges, draftDocument } from './flow-draft.ts'
import { sayTransition, stepsThatAsk } from './say-transition.ts'
import { unpublishedAs } from './use-flow-draft.ts'

export interface PublishFlowDialogProps {
  readonly desk: FlowDesk
  readonly blueprint: Blueprint
  /** The flow that is in use. */
  readonly published: Flow
  /** Everything on the screen is in the draft once this is done. */
  readonly onSave: () => Promise<void>
  readonly onClose: () => void
  readonly onPublished: () => void
}

export function PublishFlowDialog(props: PublishFlowDialogProps) {
  const { t } = useText()
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('design.review')}
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
  const preview = useMutation({
    mutationFn: async () => {
      await onSave()
      return previewFlow(tenant, flow.name)
    },
  })
  const publish = useAfterPublishing(tenant, blueprint, onPublished, (token: string) =>
    publishFlow(tenant, flow.name, token),
  )
  const { mutate } = preview
  useEffect(() => mutate(), [mutate])
  const report = preview.data?.report
  const blocked = report?.findings.some(({ severity }) => severity === 'block') ?? false
  return (
    <Stack gap="md">
      {preview.isPending && <Loader size="sm" aria-label={t('common.loading')} />}
      {preview.error && <ErrorNotice error={preview.error} onRetry={() => mutate()} />}
      {report && (
        <>
          <Text>{t('design.becomes', { version: report.to })}</Text>
          <List size="sm" spacing={4}>
            {report.sentences.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
          <StepsAsk desk={desk} published={published} />
          <ChoicesChange desk={desk} blueprint={blueprint} />
          {report.sentences.length === 0 && <Text size="sm">{t('flowMap.nothingChanges')}</Text>}
          <OnTheWay desk={desk} report={report} />
          {report.findings
            .filter(({ severity }) => severity !== 'info')
            .map(({ message, severity }) => (
              <Alert key={message} variant="light" color={severity === 'block' ? 'bad' : 'warn'}>
                {message}
              </Alert>
            ))}
        </>
      )}
      {publish.error && <ErrorNotice error={publish.error} onRetry={() => mutate()} />}
      <Buttons
        onClose={onClose}
        pending={publish.isPending}
        publish={preview.data && !blocked ? () => publish.mutate(preview.data.token) : undefined}
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
  const choice = (key: string) => choices.find((one) => one.key === key)?.words ?? words.state(key)
  const lines = [
    ...added.map((key) => t('flowMap.choiceAdded', { choice: choice(key) })),
    ...offered.map((key) => t('flowMap.choiceOffered', { choice: choice(key) })),
    ...retired.map((key) => t('flowMap.choiceRetired', { choice: choice(key) })),
  ]
  if (lines.length === 0 || !field) return null
  const title = t('flowMap.choicesChange', {
    field: nameOf(field),
    name: nameOf({ key: blueprint.name, label: blueprint.label }),
    version: blueprint.version + 1,
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

/** How many records stand where, and which buttons they get or lose. */
function OnTheWay({ desk, report }: { readonly desk: FlowDesk; readonly report: FlowPreview['report'] }) {
  const { t } = useText()
  const affected = report.states.filter(
    ({ records, gained, lost, stays }) => records > 0 && (gained.length + lost.length > 0 || !stays),
  )
  const total = report.records.total
  const list = (words: readonly string[]) => words.map((one) => `“${one}”`).join(', ')
  return (
    <>
      <Alert variant="light" color="ok">
        {t('flowMap.recordsStay', { count: total })}
      </Alert>
      {affected.length > 0 && (
        <Table aria-label={t('flowMap.onTheWay')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('flowMap.state')}</Table.Th>
              <Table.Th ta="right">{t('flowMap.recordsNow')}</Table.Th>
              <Table.Th>{t('flowMap.forThem')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {affected.map(({ state, records, gained, lost, stays }) => (
              <Table.Tr key={state}>
                <Table.Td>{desk.words.state(state)}</Table.Td>
                <Table.Td ta="right">{records}</Table.Td>
                <Table.Td>
                  {gained.length > 0 && <div>{t('flowMap.gained', { buttons: list(gained) })}</div>}
                  {lost.length > 0 && <div>{t('flowMap.lost', { buttons: list(lost) })}</div>}
                  {!stays && <div>{t('flowMap.noStateLeft')}</div>}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  )
}

/** Nothing was published before: what there will be, and that every record enters it. */
function FirstTime({ desk, blueprint, onClose, onPublished }: PublishFlowDialogProps) {
  const { t } = useText()
  const { tenant, flow, words } = desk
  const count = useRecordCount(tenant, blueprint.name, {})
  const publish = useAfterPublishing(tenant, blueprint, onPublished, (document: JsonObject) =>
    createFlow(tenant, document),
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
      <Buttons
        onClose={onClose}
        pending={publish.isPending}
        publish={() => publish.mutate(draftDocument(flow, blueprint))}
      />
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
    <Group justify="flex-end">
      <Button variant="default" onClick={props.onClose}>
        {t('common.cancel')}
      </Button>
      <Button disabled={!props.publish} loading={props.pending} onClick={() => props.publish?.()}>
        {t('flow.publish')}
      </Button>
    </Group>
  )
}

function useAfterPublishing<With>(
  tenant: string,
  blueprint: Blueprint,
  onPublished: () => void,
  publish: (given: With) => Promise<Flow>,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: publish,
    // Here and not with the call: the screen begins anew once the flow is read again, and would never hear of it.
    onSuccess: async (flow) => {
      keepStored(unpublishedAs(tenant, blueprint.name), null)
      // Nothing waits any more: the draft must not be laid on top of what it has become.
      forgetFlowDraft(client, tenant, flow)
      await Promise.all([
        client.invalidateQueries({ queryKey: keys.blueprints(tenant) }),
        client.invalidateQueries({ queryKey: keys.records(tenant, blueprint.name) }),
      ])
      // After the blueprint whose choices it speaks of.
      await client.invalidateQueries({ queryKey: keys.flows(tenant) })
      onPublished()
    },
  })
}
