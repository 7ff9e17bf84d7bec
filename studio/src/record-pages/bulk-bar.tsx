// Below a list in which rows are picked: how many, and what can be done with all of them.
import { Button, CloseButton, Group, Menu, Modal, Paper, Text } from '@mantine/core'
import { IconArrowRight, IconPencil, IconTrash, IconVersions } from '@tabler/icons-react'
import { Fragment, lazy, Suspense, useState } from 'react'
import type { Page } from '../api/api-client.ts'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useExactCount } from '../api/count-records-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { stateFieldsOf } from '../api/flows-of-kind.ts'
import type { ListAsk, WireData, WireRecord } from '../api/records-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { type AvailableTransition, useAskTransitions } from '../api/transitions-api.ts'
import type { Which } from '../migration/move-records.tsx'
import type { Selection } from '../record-table/selection.ts'
import { useText, withWords } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { EventForm } from '../transition-form/event-form.tsx'
import { eventLabel } from '../transition-form/event-label.ts'
import { useFlowName } from '../transition-form/use-flow-name.ts'
import { useErrorText } from '../ui/error-notice.tsx'
import { showFailed } from '../ui/undo-toast.tsx'
import { BulkChange } from './bulk-change.tsx'
import { eventsOf, leavesTraces } from './bulk-events.ts'
import { useBulkActs } from './use-bulk-acts.ts'
import { useWholeActs, type WholeActs } from './use-whole-acts.tsx'

// Asked for when somebody moves records; its words are those of the builder.
const loadMove = withWords('builder', () => import('../migration/move-records.tsx'))
const MoveRecords = lazy(async () => ({ default: (await loadMove()).MoveRecords }))

export interface BulkBarProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly flows: readonly Flow[]
  readonly records: readonly WireRecord[]
  readonly selection: Selection
  /** What the list asks for, and how many records it has as far as that is known. */
  readonly ask: Pick<ListAsk, 'filter' | 'q'>
  readonly count: Page<unknown>['count']
  /** On a phone, where a touch selects and no row at the top selects the others: how that ends. */
  readonly onEnd?: (() => void) | undefined
}

export function BulkBar({ tenant, blueprint, flows, records, selection, ask, count, onEnd }: BulkBarProps) {
  const { t } = useText()
  const { number } = useFormats()
  const acts = useBulkActs(tenant, blueprint, selection)
  const whole = useWholeActs(tenant, blueprint, ask)
  const isBusy = acts.isBusy || whole.isBusy
  const [changing, setChanging] = useState(false)
  const picked = records.filter(({ id }) => selection.ids.has(id))
  const areAllPicked = picked.length === records.length
  const isOffered = areAllPicked || onEnd !== undefined
  const exact = useExactCount(tenant, blueprint.name, ask, isOffered && (count?.capped ?? false))
  const all = exact ?? count
  if (picked.length === 0 && !onEnd) return null
  const isMore = isOffered && all !== undefined && all !== null && (all.capped || all.value > picked.length)
  const areAllLoaded = all?.capped === false && all.value <= records.length
  const counted = (n: number) => ({ count: n, shown: number(n) })
  const { isWhole } = selection
  const meant = isWhole && all ? all.value : picked.length
  // Said below from now on; what is selected next is something else.
  const onWhole: WholeActs['start'] = (act, event) => {
    selection.clear()
    return whole.start(act, event)
  }
  return (
    <Paper className="bulk-bar" shadow="md" withBorder role="region" aria-label={t('bulk.title')}>
      <Group gap="xs" wrap="wrap">
        <Text size="sm" fw={500} className="numbers" role="status" mr="xs">
          {picked.length === 0
            ? t('bulk.nonePicked')
            : isWhole && all
              ? all.capped
                ? t('bulk.wholePickedMore', { shown: number(all.value) })
                : t('bulk.wholePicked', counted(all.value))
              : t('bulk.picked', counted(picked.length))}
        </Text>
        {isMore && !isWhole && (
          <Button variant="subtle" size="compact-md" onClick={areAllLoaded ? selection.toggleAll : selection.pickWhole}>
            {all.capped
              ? t(onEnd ? 'phone.selectAllMore' : 'bulk.pickWholeMore', { shown: number(all.value) })
              : onEnd
                ? t('phone.selectAll', { shown: number(all.value) })
                : t('bulk.pickWhole', counted(all.value))}
          </Button>
        )}
        {picked.length > 0 && (
          <>
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconPencil size={16} stroke={1.5} aria-hidden />}
              disabled={isBusy}
              onClick={() => setChanging(true)}
            >
              {t('bulk.change')}
            </Button>
            {flows.length > 0 && (
              <SendMenu
                tenant={tenant}
                blueprint={blueprint}
                flows={flows}
                picked={picked}
                acts={acts}
                whole={isWhole ? { ...whole, start: onWhole } : undefined}
              />
            )}
            <ToVersion
              tenant={tenant}
              blueprint={blueprint}
              which={isWhole ? whichOf(ask, meant) : whichOfPicked(picked)}
            />
            <Button
              variant="default"
              size="compact-md"
              color="bad"
              leftSection={<IconTrash size={16} stroke={1.5} aria-hidden />}
              loading={isBusy}
              onClick={() => void (isWhole ? onWhole({ op: 'delete' }) : acts.remove(picked))}
            >
              {t('common.toTrash')}
            </Button>
          </>
        )}
        <CloseButton aria-label={t(onEnd ? 'phone.selectEnd' : 'bulk.clear')} onClick={onEnd ?? selection.clear} />
      </Group>
      <Modal
        opened={changing}
        onClose={() => setChanging(false)}
        title={t('bulk.changeTitle', counted(meant))}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {changing && (
          <BulkChange
            tenant={tenant}
            blueprint={blueprint}
            stateFields={stateFieldsOf(flows)}
            count={meant}
            onCancel={() => setChanging(false)}
            onChange={(data) => {
              setChanging(false)
              void (isWhole ? onWhole({ op: 'update', data }) : acts.change(picked, data))
            }}
          />
        )}
      </Modal>
    </Paper>
  )
}

function whichOfPicked(picked: readonly WireRecord[]): Which {
  const at = picked.map(({ storedVersion, version }) => storedVersion ?? version)
  return { count: picked.length, ids: picked.map(({ id }) => id), at }
}

/** The whole list; undefined where it is searched by words, which a migration does not know. */
function whichOf({ filter, q }: BulkBarProps['ask'], count: number): Which | undefined {
  return q ? undefined : { count, ...(filter ? { filter } : {}) }
}

interface ToVersionProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly which: Which | undefined
}

/** Nothing where there is one version, or for who may not. */
function ToVersion({ tenant, blueprint, which }: ToVersionProps) {
  const { t } = useText()
  const isOwner = useIsOwner(tenant)
  const [moving, setMoving] = useState(false)
  if (!isOwner || blueprint.version === 1 || !which) return null
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconVersions size={16} stroke={1.5} aria-hidden />}
        onClick={() => setMoving(true)}
      >
        {t('bulk.toVersion')}
      </Button>
      {moving && (
        <Suspense>
          <MoveRecords
            tenant={tenant}
            blueprint={blueprint.name}
            to={blueprint.version}
            which={which}
            onClose={() => setMoving(false)}
          />
        </Suspense>
      )}
    </>
  )
}

interface SendMenuProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly flows: readonly Flow[]
  readonly picked: readonly WireRecord[]
  readonly acts: ReturnType<typeof useBulkActs>
  /** Where all records of the list are meant. */
  readonly whole: WholeActs | undefined
}

interface Asking {
  readonly transition: AvailableTransition
  readonly label: string
  readonly records: readonly WireRecord[]
}

function SendMenu({ tenant, blueprint, flows, picked, acts, whole }: SendMenuProps) {
  const { t } = useText()
  const { say, number } = useFormats()
  const sayError = useErrorText()
  const ask = useAskTransitions(tenant, blueprint.name)
  const [asking, setAsking] = useState<Asking>()
  const nameOf = useFlowName(blueprint)
  const groups = flows
    .map((flow) => ({ flow, events: eventsOf(flow, picked) }))
    .filter(({ events }) => events.length > 0)
  if (groups.length === 0) return null
  const send = (records: readonly WireRecord[], key: string, label: string, input: WireData) => {
    const said = { key, label, leavesTraces: flows.some((flow) => leavesTraces(flow, key)) }
    return whole ? whole.start({ op: 'transition', event: key, input }, said) : acts.send(records, said, input)
  }
  /** The first record tells what the event's form asks; the answer is sent for all of them. */
  const start = async (event: string, label: string, records: readonly WireRecord[]) => {
    const [first] = records
    const transition = first && (await ask(first.id)).find((one) => one.event === event)
    if (transition && transition.form.length > 0) setAsking({ transition, label, records })
    else await send(records, event, label, {})
  }
  return (
    <>
      <Menu position="top-start" width={260}>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconArrowRight size={16} stroke={1.5} aria-hidden />}
            disabled={acts.isBusy || whole?.isBusy}
          >
            {t('bulk.move')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {groups.map(({ flow, events }) => (
            <Fragment key={flow.name}>
              {flows.length > 1 && <Menu.Label>{nameOf(flow)}</Menu.Label>}
              {events.map(({ event, label, records }) => {
                const words = eventLabel({ event, label: label ?? null }, say)
                return (
                  <Menu.Item
                    key={event}
                    rightSection={
                      !whole && (
                        <Text size="xs" c="dimmed" className="numbers">
                          {number(records.length)}
                        </Text>
                      )
                    }
                    onClick={() =>
                      void start(event, words, records).catch((failed: unknown) => showFailed(sayError(failed)))
                    }
                  >
                    {words}
                  </Menu.Item>
                )
              })}
            </Fragment>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={asking?.label}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {asking && (
          <EventForm
            tenant={tenant}
            blueprint={blueprint}
            record={asking.records[0] as WireRecord}
            transition={asking.transition}
            label={asking.label}
            pending={false}
            error={undefined}
            onCancel={() => setAsking(undefined)}
            onSend={(input) => {
              setAsking(undefined)
              void send(asking.records, asking.transition.event, asking.label, input)
            }}
          />
        )}
      </Modal>
    </>
  )
}
