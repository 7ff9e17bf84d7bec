// One record: its form, what can be done with it, what happened to it.
import {
  ActionIcon,
  Affix,
  Alert,
  Box,
  Button,
  CopyButton,
  Group,
  Menu,
  Paper,
  Skeleton,
  Stack,
  Text,
  Transition,
} from '@mantine/core'
import { IconDots, IconTrash } from '@tabler/icons-react'
import { Link, Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { type Blueprint, useBlueprint, useBlueprints } from '../api/blueprints-api.ts'
import { type Flow, useFlowsOf } from '../api/flows-api.ts'
import { statesOf } from '../api/flows-of-kind.ts'
import { useInStep } from '../api/in-step.ts'
import { movedOnTo } from '../api/moved-on.ts'
import { useWaitingOf } from '../api/quarantine-api.ts'
import { noteRecent } from '../api/recent-records.ts'
import { useRecord, type WireRecord } from '../api/records-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { StarButton } from '../favourites/star-button.tsx'
import { OptionChip } from '../field-value/field-value.tsx'
import { recordHint } from '../field-value/record-hint.ts'
import { recordHeading, recordTitle } from '../field-value/record-title.ts'
import { UserName } from '../field-value/user-name.tsx'
import { RecordForm } from '../record-form/record-form.tsx'
import { rememberedList } from '../record-table/remembered-list.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { PartTabs } from '../ui/part-tabs.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { useUnsavedGuard } from '../ui/use-unsaved-guard.tsx'
import { ByItself } from './by-itself.tsx'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { CommentsName, LazyComments, loadComments, useCommentsWanted } from './comments-tab.tsx'
import { RecordHistory } from './record-history.tsx'
import { pointersTo, RelatedRecords } from './related-records.tsx'
import { RestsBehind } from './rests-behind.tsx'
import { TransitionButtons } from './transition-buttons.tsx'
import { submitForm, useEdit, useSaveThen } from './use-edit.ts'
import { useThrowAway } from './use-throw-away.ts'
import { WaitsHere } from './waits-here.tsx'

const formId = 'record'
const RecordAttachments = lazy(async () => ({
  default: (await import('./record-attachments.tsx')).RecordAttachments,
}))

const RecordAsVersion = lazy(async () => ({ default: (await import('./record-as-version.tsx')).RecordAsVersion }))

const route = '/inside/t/$tenant/records/$blueprint/$id'

export function RecordPage() {
  const { tenant, blueprint, id } = useParams({ from: route })
  const { as } = useSearch({ from: route })
  if (as === undefined) return <NewestRecord tenant={tenant} blueprint={blueprint} id={id} />
  return (
    <Suspense fallback={<Skeleton h={320} />}>
      <RecordAsVersion key={`${id}@${as}`} tenant={tenant} blueprint={blueprint} id={id} version={as} />
    </Suspense>
  )
}

interface NamedRecord {
  readonly tenant: string
  readonly blueprint: string
  readonly id: string
}

/** The same beside the table that it was opened from. */
export function RecordBeside({ onGone, ...named }: NamedRecord & { readonly onGone: () => void }) {
  return <NewestRecord {...named} onGone={onGone} />
}

interface BesideTable {
  /** Beside a table: what to do when the record is not there any more. Absent on its own page. */
  readonly onGone?: (() => void) | undefined
}

function NewestRecord({ tenant, blueprint, id, onGone }: NamedRecord & BesideTable) {
  const definition = useBlueprint(tenant, blueprint)
  const record = useRecord(tenant, blueprint, id)
  const pair = useInStep(definition.data, record.data, id)
  const { flows, stateFields, pending } = useFlowsOf(tenant, blueprint)
  const error = definition.error ?? (record.data ? null : record.error)
  const other = movedOnTo(error)
  if (other)
    return <Navigate to="/t/$tenant/records/$blueprint/$id" params={{ tenant, blueprint: other, id }} replace />
  if (error && onGone) return <ErrorNotice error={error} />
  if (error) throw error
  if (!pair || pending) return <Skeleton h={320} />
  return (
    <OneRecord
      key={id}
      tenant={tenant}
      blueprint={pair.definition}
      record={pair.record}
      flows={flows}
      stateFields={stateFields}
      onGone={onGone}
    />
  )
}

interface OneRecordProps extends BesideTable {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
  readonly flows: readonly Flow[]
  /** Keys of the fields that hold their states. */
  readonly stateFields: readonly string[]
}

function OneRecord({ tenant, blueprint, record, flows, stateFields, onGone }: OneRecordProps) {
  const { t } = useText()
  const formats = useFormats()
  const edit = useEdit(tenant, blueprint, record)
  const saving = useSaveThen(formId, edit.save)
  useScreenKeys('record', { 'Control+KeyS': () => edit.isUnsaved && submitForm(formId) })
  const isBeside = onGone !== undefined
  // Beside a table, what the address says of that is no leaving.
  const guard = useUnsavedGuard(
    edit.isUnsaved && !edit.isSaving,
    saving.saveThen,
    ({ pathname, search }) =>
      isBeside && pathname === window.location.pathname && 'peek' in search && search.peek === record.id,
  )
  const title = recordTitle(blueprint, record.data, formats) || t('records.untitled')
  const heading = recordHeading(blueprint, record.data, formats) || title
  const hint = recordHint(blueprint, record, formats, (at) => t('records.made', { at }))
  const kind = formats.say(severalOf(blueprint), wordsOfKey(blueprint.name))
  // Of several flows each has a line of its own, with its steps.
  const isOneFlow = flows.length < 2
  const [only] = isOneFlow ? statesOf(blueprint, flows, record) : []
  const isBehind = (record.storedVersion ?? record.version) < blueprint.version
  const mayWait = isBehind && record.deletedAt === null
  const waiting = useWaitingOf(tenant, blueprint.name, record.id, mayWait).data?.items ?? []
  const restsAt = useIsOwner(tenant) && mayWait && waiting.length === 0 ? record.storedVersion : undefined
  useEffect(
    () => noteRecent(tenant, { blueprint: blueprint.name, id: record.id, title: heading, hint }),
    [tenant, blueprint.name, record.id, heading, hint],
  )
  const steps = (
    <TransitionButtons
      tenant={tenant}
      blueprint={blueprint}
      record={record}
      flows={flows}
      saveFirst={edit.isUnsaved ? saving.saveThen : undefined}
      isSaving={edit.isSaving}
    />
  )
  return (
    <>
      {!isBeside && <title>{`${heading} · Molde`}</title>}
      <PageHeader
        title={heading}
        isBeside={isBeside}
        above={
          <Group gap="xs">
            {!isBeside && (
              <Link
                to="/t/$tenant/records/$blueprint"
                params={{ tenant, blueprint: blueprint.name }}
                search={() => rememberedList(tenant, blueprint.name)}
                className="above-link"
              >
                {kind}
              </Link>
            )}
            {only && <OptionChip field={only.field} option={only.state} />}
          </Group>
        }
        actions={
          <>
            {isOneFlow && steps}
            <StarButton
              tenant={tenant}
              name={title}
              place={{ kind: 'record', blueprint: blueprint.name, id: record.id, title }}
            />
            <RecordMenu tenant={tenant} blueprint={blueprint} record={record} title={title} onGone={onGone} />
          </>
        }
      />
      {record.deletedAt !== null && <InTrash tenant={tenant} blueprint={blueprint} record={record} title={title} />}
      {restsAt !== undefined && <RestsBehind tenant={tenant} blueprint={blueprint} record={record} from={restsAt} />}
      {mayWait && waiting.length > 0 && <WaitsHere tenant={tenant} blueprint={blueprint} waiting={waiting} />}
      {!isOneFlow && steps}
      <ByItself tenant={tenant} blueprint={blueprint} record={record} flows={flows} />
      {edit.error && <ErrorNotice error={edit.error} />}
      <div className="record-columns">
        <Stack gap="md">
          <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
            <RecordForm
              key={edit.round}
              tenant={tenant}
              blueprint={edit.definition}
              value={edit.value}
              before={edit.base.data}
              onChange={edit.change}
              onSubmit={saving.submit}
              issues={edit.issues}
              stateFields={stateFields}
              readOnly={record.deletedAt !== null}
              formId={formId}
            />
          </Paper>
          <PointingHere tenant={tenant} blueprint={blueprint} record={record} />
          <Suspense fallback={<Skeleton h={96} />}>
            <RecordAttachments
              tenant={tenant}
              blueprint={blueprint.name}
              id={record.id}
              title={title}
              readOnly={record.deletedAt !== null}
            />
          </Suspense>
        </Stack>
        <SideColumn tenant={tenant} blueprint={blueprint} record={record} />
      </div>
      <SaveBar isBeside={isBeside} shown={edit.isUnsaved} saving={edit.isSaving} onDiscard={edit.discard} />
      {edit.theirs && (
        <ChangedMeanwhile
          tenant={tenant}
          blueprint={edit.definition}
          base={edit.base.data}
          mine={edit.value}
          theirs={edit.theirs}
          pending={edit.isSaving}
          onClose={edit.postpone}
          onSettled={edit.settle}
        />
      )}
      {guard}
    </>
  )
}

function SaveBar({
  isBeside,
  shown,
  saving,
  onDiscard,
}: {
  /** At the foot of the panel instead of that of the window. */
  readonly isBeside: boolean
  readonly shown: boolean
  readonly saving: boolean
  readonly onDiscard: () => void
}) {
  const { t } = useText()
  const bar = (
    <Transition mounted={shown} transition="slide-up" duration={140}>
      {(style) => (
        <Group
          style={style}
          className="save-bar"
          justify="space-between"
          role="region"
          aria-label={t('records.unsaved')}
        >
          <Text size="sm" fw={500}>
            {t('records.unsaved')}
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={onDiscard}>
              {t('records.discard')}
            </Button>
            <Button type="submit" form={formId} loading={saving}>
              {t('records.save')}
            </Button>
          </Group>
        </Group>
      )}
    </Transition>
  )
  if (isBeside) return <Box className="save-bar-place">{bar}</Box>
  return (
    <Affix position={{ bottom: 0, left: 0, right: 0 }} className="save-bar-place" zIndex={150}>
      {bar}
    </Affix>
  )
}

interface RecordPartProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly record: WireRecord
}

function RecordMenu({
  tenant,
  blueprint,
  record,
  title,
  onGone,
}: RecordPartProps & BesideTable & { readonly title: string }) {
  const { t } = useText()
  const navigate = useNavigate()
  const throwAway = useThrowAway(tenant, blueprint)
  const toList = () =>
    navigate({
      to: '/t/$tenant/records/$blueprint',
      params: { tenant, blueprint: blueprint.name },
      search: rememberedList(tenant, blueprint.name),
      ignoreBlocker: true,
    })
  if (record.deletedAt !== null) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t('common.more')} loading={throwAway.isPending}>
          <IconDots size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          color="bad"
          leftSection={<IconTrash size={16} stroke={1.5} />}
          onClick={() => void throwAway.start(record, title, onGone ?? (() => void toList()))}
        >
          {t('common.toTrash')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function InTrash({ tenant, blueprint, record, title }: RecordPartProps & { readonly title: string }) {
  const { t } = useText()
  const { isPending, bringBack } = useThrowAway(tenant, blueprint)
  return (
    <Alert variant="light" color="gray" mb="md">
      <Group justify="space-between">
        <Text size="sm">{t('records.inTrash')}</Text>
        <Button size="xs" loading={isPending} onClick={() => void bringBack(record.id, title)}>
          {t('trash.restore')}
        </Button>
      </Group>
    </Alert>
  )
}

/** What belongs to the record is looked for below it: a customer's parcels. */
function PointingHere({ tenant, blueprint, record }: RecordPartProps) {
  const blueprints = useBlueprints(tenant)
  const pointers = pointersTo(blueprint.name, blueprints.data?.items ?? [])
  return <RelatedRecords tenant={tenant} id={record.id} pointers={pointers} canAdd={record.deletedAt === null} />
}

function SideColumn(props: RecordPartProps) {
  const { t } = useText()
  const isWanted = useCommentsWanted()
  return (
    <Paper component="aside" withBorder p="md" className="record-side" aria-label={t('records.details')}>
      <PartTabs
        key={String(isWanted)}
        label={t('records.details')}
        first={isWanted ? 'comments' : 'history'}
        onSheet
        parts={[
          { key: 'history', name: t('records.history'), body: <RecordHistory {...props} /> },
          {
            key: 'comments',
            name: <CommentsName {...props} />,
            onNear: () => void loadComments(),
            body: <LazyComments {...props} isWanted={isWanted} />,
          },
          { key: 'details', name: t('records.details'), body: <Details {...props} /> },
        ]}
      />
    </Paper>
  )
}

function Details({ tenant, record }: RecordPartProps) {
  const { t } = useText()
  return (
    <Stack component="dl" gap="sm" m={0}>
      <Detail label={t('records.createdAt')}>
        <RelativeTime at={record.createdAt} />
      </Detail>
      {record.createdBy && (
        <Detail label={t('records.createdBy')}>
          <UserName tenant={tenant} id={record.createdBy} />
        </Detail>
      )}
      <Detail label={t('records.updatedAt')}>
        <RelativeTime at={record.updatedAt} />
      </Detail>
      <Detail label={t('records.rev')}>{record.rev}</Detail>
      <Detail label={t('records.version')}>{record.version}</Detail>
      <Detail label={t('records.id')}>
        <CopyButton value={record.id}>
          {({ copied, copy }) => (
            <Button
              variant="subtle"
              size="compact-xs"
              ff="monospace"
              onClick={copy}
              aria-label={`${t('common.copy')} ${record.id}`}
            >
              {copied ? t('common.copied') : record.id}
            </Button>
          )}
        </CopyButton>
      </Detail>
    </Stack>
  )
}

function Detail({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <Box>
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </Box>
  )
}
