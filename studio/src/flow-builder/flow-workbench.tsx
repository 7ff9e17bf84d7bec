// The drawing of a flow with everything around it: tools, what is selected, problems in words, a record to try, publishing.

import { Alert, Anchor, Badge, Box, Button, Group, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import {
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useCalendars } from '../api/calendars-api.ts'
import { stays } from '../api/flow-nodes.ts'
import { type Flow, type FlowDraft, useStateCounts, useTimesInStates } from '../api/flows-api.ts'
import { useMembers } from '../api/members-api.ts'
import { useIsOwner } from '../api/tenants-api.ts'
import { writesElsewhere } from '../drawing/canvas-focus.ts'
import type { Places } from '../drawing/place.ts'
import { arrangeStates } from '../flow-canvas/arrange-states.ts'
import { FlowCanvas } from '../flow-canvas/flow-canvas.tsx'
import type { FlowView } from '../flow-canvas/flow-view.ts'
import { openKeys } from '../shell/open-keys.ts'
import { readerHere } from '../text/reader-here.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFlowName } from '../transition-form/use-flow-name.ts'
import { afterPress } from '../ui/after-press.ts'
import { AsideLine } from '../ui/aside-line.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { showUndo } from '../ui/undo-toast.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { useStable } from '../ui/use-stable.ts'
import { ClockList } from './clock-list.tsx'
import { changeState, withPlaces } from './edit-flow.ts'
import classes from './flow-builder.module.css'
import { useFlowDesk } from './flow-desk.ts'
import { FlowFindings } from './flow-findings.tsx'
import { FlowList } from './flow-list.tsx'
import { FlowName, FlowPanel } from './flow-panel.tsx'
import type { FlowsAround } from './flow-strip.tsx'
import { FlowTools, type Way } from './flow-tools.tsx'
import { eventsOfOthers } from './free-events.ts'
import { holdersAmong, judgeFlow, readBeside, readCalendars } from './judge-flow.ts'
import { MovedNote } from './moved-note.tsx'
import { PublishFlowDialog } from './publish-flow-dialog.tsx'
import { tidyKeys } from './tidy-keys.ts'
import { useFlowActs } from './use-flow-acts.ts'
import { type BuiltFlow, useFlowDraft } from './use-flow-draft.ts'
import { useFlowKeys } from './use-flow-keys.ts'
import { useFlowPlaces } from './use-flow-places.ts'
import { useShown } from './use-shown.ts'
import { trailOf, useTrial } from './use-trial.ts'

export interface FlowWorkbenchProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly published: Flow
  readonly draft: FlowDraft | undefined
  /** The other flows of the kind of record; always the same list. */
  readonly others: readonly Flow[]
  /** From one flow of the kind to another, and to a new one. */
  readonly around: FlowsAround
  /** Of a flow that was never published: throws the drawing away as it is now. */
  readonly onGiveUp: ((drawn: Flow) => void) | undefined
  readonly onPublished: (flow: Flow) => void
  /** What there is to say of the version in use, until something is changed. */
  readonly said: ReactNode
}

/** With the forms of records: only for who tries one. */
const TryPanel = lazy(async () => ({ default: (await import('./try-panel.tsx')).TryPanel }))

/** Only for who looks at what a problem comes from. */
const ShownPanel = lazy(async () => ({ default: (await import('./shown-panel.tsx')).ShownPanel }))

const BringInDialog = lazy(async () => ({ default: (await import('./bring-in-dialog.tsx')).BringInDialog }))
const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }))

const nowhere: ReadonlyMap<string, number> = new Map()

export function FlowWorkbench(props: FlowWorkbenchProps) {
  const { tenant, blueprint, published, draft, others, around, onGiveUp, onPublished, said } = props
  const { t } = useText()
  const nameOf = useFieldName()
  const isPhone = useIsPhone()
  const isOwner = useIsOwner(tenant)
  const view = useRef<FlowView>(null)
  const search = useRef<HTMLInputElement>(null)
  const panel = useRef<HTMLElement>(null)
  const [wantedWay, setWay] = useState<Way>()
  const [selection, setSelection] = useState<readonly string[]>([])
  const [isTrying, setTrying] = useState(false)
  const [reviewing, setReviewing] = useState(false)
  const [exchange, setExchange] = useState<'in' | 'out'>()
  const isLegal = useCallback(
    (flow: Flow) => isOwner && judgeFlow(blueprint, flow, readerHere()).version !== undefined,
    [blueprint, isOwner],
  )
  const taken = useMemo(() => eventsOfOthers(others), [others])
  const built = useFlowDraft({ tenant, blueprint, published, draft, taken }, isLegal)
  const { flow } = built
  // Of a large flow: what is typed is shown first, what is wrong with it a moment later.
  const judged = useDeferredValue(flow)
  const members = useMembers(tenant).data
  const known = useCalendars(tenant).data?.items
  const calendars = useMemo(() => readCalendars(known), [known])
  const beside = useMemo(() => readBeside(blueprint, others, calendars), [blueprint, others, calendars])
  const verdict = useMemo(
    () => judgeFlow(blueprint, judged, readerHere(), holdersAmong(members), calendars, beside),
    [blueprint, judged, members, calendars, beside],
  )
  const { differsFrom } = built
  const differs = useMemo(() => differsFrom(published), [differsFrom, published])
  const desk = useFlowDesk(tenant, blueprint, flow, verdict, others, known)
  const { words } = desk
  const counts = useStateCounts(tenant, isOwner && flow.version > 0 ? flow.name : undefined, blueprint.name).data
  const times = useTimesInStates(tenant, isOwner && flow.version > 0 ? flow.name : undefined, blueprint.name).data
  const wordsAt = useCallback(
    (index: number) => {
      const one = flow.transitions[index]
      return one ? words.transition(one) : ''
    },
    [flow.transitions, words],
  )
  const places = useFlowPlaces(flow, wordsAt)
  const trying = useTrial(tenant, blueprint, verdict, flow.stateField, isTrying, calendars)
  const showing = useShown(trying.ground)
  const { shown } = showing
  const trail = shown ? showing.trail : isTrying ? trailOf(trying.trial) : undefined
  const notes = useMemo(
    () => ({ problems: verdict.byPart, records: counts ?? nowhere, times, trail }),
    [verdict.byPart, counts, times, trail],
  )
  const way = wantedWay ?? (isPhone ? 'list' : 'drawing')
  const select = (parts: readonly string[]) => {
    setSelection(parts)
    if (parts.length === 0) return
    setTrying(false)
    showing.close()
  }
  const reveal = (parts: readonly string[]) => {
    select(parts)
    const nodes = parts.flatMap((part) => nodesOf(flow, part))
    if (nodes.length > 0)
      view.current?.show(nodes, parts.some((part) => part.startsWith('*move')) ? 'stays' : 'follows')
  }
  const arrange = () => {
    const arranged = arrangeStates(flow, wordsAt)
    acts.move(arranged)
    view.current?.fit()
  }
  // What is lit is in sight.
  useEffect(() => {
    if (shown) view.current?.show(shown.here.standing, 'stays')
  }, [shown?.here])
  const acts = useFlowActs({ built, desk, places, selection, blueprint, choices: desk.choices, select, reveal, view })
  const shift = (states: readonly string[], x: number, y: number) =>
    acts.move(
      Object.fromEntries(
        states.map((key) => {
          const at = places[key] ?? { x: 0, y: 0 }
          return [key, { x: at.x + x, y: at.y + y }]
        }),
      ),
    )
  useFlowKeys({
    acts,
    undo: built.undo,
    redo: built.redo,
    move: shift,
    flow,
    selection,
    select,
    panel,
    search,
    arrange,
  })
  const move = useStable((moved: Places) => acts.drop(moved))
  const connect = useStable((from: string, to: string) => acts.connect(from, to))
  const connectNew = useStable((from: string, at: { readonly x: number; readonly y: number }) =>
    acts.connectNew(from, at),
  )
  const settleNames = useStable(() => acts.settleNames())
  const review = () => {
    setSelection([])
    built.change((now) => tidyKeys(now, desk.choices, words.state))
    setReviewing(true)
  }
  const take = (brought: Flow) => {
    setExchange(undefined)
    // Places of what was drawn before are none of its own.
    const isPlaced = Object.values(brought.states).every(({ pos }) => pos !== undefined)
    const sayAt = (at: number) => (brought.transitions[at] ? words.transition(brought.transitions[at]) : '')
    const drawn = isPlaced ? brought : withPlaces(brought, arrangeStates(brought, sayAt))
    select([])
    built.change(() => drawn)
    showUndo({ text: t('flowExchange.taken'), undo: t('common.undo'), onUndo: () => built.takeBack(flow, drawn) })
    view.current?.fit()
  }
  const flowName = useFlowName(blueprint)
  const title = nameOf({ key: blueprint.name, label: severalOf(blueprint) })
  return (
    <div className={classes.page}>
      <PageHeader
        title={
          others.length === 0
            ? t('flow.title', { name: title })
            : t('flow.titleOf', { name: title, flow: flowName(flow) })
        }
        above={
          <Group gap="md">
            <Link
              to="/t/$tenant/design/$blueprint"
              params={{ tenant, blueprint: blueprint.name }}
              className="above-link"
            >
              {title}
            </Link>
            {around.add}
          </Group>
        }
        about={
          isOwner && published.version === 0 && onGiveUp
            ? t(verdict.version === undefined ? 'flowMap.notSaved' : 'flowMap.keptHere')
            : undefined
        }
        actions={
          <>
            <DraftNote
              tenant={tenant}
              isOwner={isOwner}
              differs={differs}
              built={built}
              published={published}
              legal={verdict.version !== undefined}
              onGiveUp={onGiveUp}
            />
            <Button
              variant={isTrying ? 'light' : 'default'}
              leftSection={<IconPlayerPlay size={16} stroke={1.5} />}
              aria-pressed={isTrying}
              onClick={() => {
                setSelection([])
                showing.close()
                setTrying(!isTrying)
              }}
            >
              {t('flowMap.try')}
            </Button>
            <Button
              disabled={verdict.blocked || !isOwner || built.theirs !== undefined || (flow.version > 0 && !differs)}
              onClick={review}
            >
              {t('design.review')}
            </Button>
          </>
        }
      />
      {around.strip}
      {desk.fieldChanges > 0 && (
        <FieldsWait
          tenant={tenant}
          blueprint={blueprint.name}
          count={desk.fieldChanges}
          isAlone={flow.version > 0 && !differs}
        />
      )}
      {built.error !== undefined && (
        <ErrorNotice error={built.error} onRetry={() => void built.saveNow().catch(() => undefined)} />
      )}
      {built.theirs && <Conflict built={built} />}
      {!differs && said}
      <FlowTools
        search={search}
        desk={desk}
        way={way}
        onWay={setWay}
        onFind={(part) => reveal([part])}
        undo={built.canUndo ? built.undo : undefined}
        redo={built.canRedo ? built.redo : undefined}
        group={acts.canGroup ? acts.group : undefined}
        addConcurrent={acts.addConcurrent}
        paste={acts.canPaste ? acts.paste : undefined}
        arrange={Object.keys(flow.states).length > 1 ? arrange : undefined}
        keys={isPhone ? undefined : openKeys}
        create={acts.create}
        bringIn={() => setExchange('in')}
        exportAs={() => setExchange('out')}
      />
      <div className={classes.ground}>
        {way === 'drawing' ? (
          <FlowCanvas
            view={view}
            flow={flow}
            places={places}
            words={words}
            notes={notes}
            selection={selection}
            onSelect={select}
            onMove={move}
            onConnect={connect}
            onConnectNew={connectNew}
          />
        ) : (
          <div className={classes.list}>
            <FlowList
              desk={desk}
              problems={verdict.byPart}
              records={counts ?? nowhere}
              selection={selection}
              onPick={(part) => select([part])}
            />
            {isPhone && (
              <Box mt="md">
                <FlowName desk={desk} acts={acts} />
                <ClockList desk={desk} acts={acts} />
              </Box>
            )}
          </div>
        )}
        {shown ? (
          <Suspense fallback={<aside className={classes.panel} aria-busy />}>
            <ShownPanel
              key={shown.problem.message}
              desk={desk}
              blueprint={blueprint}
              shown={shown}
              onTake={(record) => {
                showing.close()
                setTrying(true)
                trying.begin(record)
              }}
              onClose={showing.close}
            />
          </Suspense>
        ) : isTrying ? (
          <Suspense fallback={<aside className={classes.panel} aria-busy />}>
            <TryPanel desk={desk} blueprint={blueprint} trying={trying} onClose={() => setTrying(false)} />
          </Suspense>
        ) : (
          <FlowPanel
            panel={panel}
            desk={desk}
            acts={acts}
            selection={selection}
            records={counts}
            isPhone={isPhone ?? false}
            onNamed={() => afterPress(settleNames)}
            onSelect={select}
            onClose={() => {
              const [first] = selection
              const renamed = acts.settleNames()
              select([])
              if (first === undefined) return
              // A state of another name is another sheet, which is not drawn yet.
              if (renamed.has(first)) focusSoon(view, renamed.get(first) ?? first)
              else view.current?.focus(first)
            }}
          />
        )}
      </div>
      <FlowFindings
        problems={verdict.problems}
        onPick={(part) => reveal([part])}
        onShow={(problem) => {
          setSelection([])
          showing.show(problem)
        }}
        onEnd={(key) => built.change((now) => changeState(now, key, { type: 'final' }))}
      />
      <Suspense>
        {exchange === 'in' && (
          <BringInDialog desk={desk} blueprint={blueprint} onTake={take} onClose={() => setExchange(undefined)} />
        )}
        {exchange === 'out' && (
          <ExportDialog
            name={flow.name}
            version={verdict.version}
            blueprint={verdict.blueprint}
            onClose={() => setExchange(undefined)}
          />
        )}
      </Suspense>
      {reviewing && (
        <PublishFlowDialog
          desk={desk}
          blueprint={blueprint}
          published={published}
          onSave={built.saveNow}
          onClose={() => setReviewing(false)}
          onPublished={onPublished}
        />
      )}
    </div>
  )
}

interface DraftNoteProps {
  readonly tenant: string
  readonly differs: boolean
  readonly isOwner: boolean
  readonly built: BuiltFlow
  readonly published: Flow
  readonly legal: boolean
  readonly onGiveUp: ((drawn: Flow) => void) | undefined
}

/** A quiet word about where the changes are, and the way to throw them away. */
function DraftNote({ tenant, differs, isOwner, built, published, legal, onGiveUp }: DraftNoteProps) {
  const { t } = useText()
  const discard = async () => {
    const before = built.flow
    await built.discard()
    showUndo({
      text: t('builder.flowDiscarded'),
      undo: t('common.undo'),
      onUndo: () => built.bringBack(before),
    })
  }
  if (!isOwner)
    return (
      <Text size="xs" c="dimmed">
        {t('flowMap.onlyOwners')}
      </Text>
    )
  if (published.version === 0 && onGiveUp)
    return (
      <Group gap="xs">
        <Badge variant="light">{t('flow.unpublished')}</Badge>
        <Button variant="subtle" size="compact-sm" onClick={() => onGiveUp(built.flow)}>
          {t('flowStart.giveUp')}
        </Button>
      </Group>
    )
  if (!differs)
    return (
      <Group gap="xs">
        {published.moved && <MovedNote tenant={tenant} flow={published} />}
        <Text size="xs" c="dimmed">
          {t('flow.inUse', { version: published.version })}
        </Text>
      </Group>
    )
  return (
    <Group gap="xs">
      <Badge variant="light">{t('flow.unpublished')}</Badge>
      <Text size="xs" c="dimmed" role="status">
        {t(legal ? (built.isSaved ? 'common.saved' : 'flowMap.saving') : 'flowMap.notSaved')}
      </Text>
      <Button variant="subtle" size="compact-sm" onClick={() => void discard().catch(() => undefined)}>
        {t('design.discard')}
      </Button>
    </Group>
  )
}

/** Fields and flow of one kind are two drafts: whoever has changed both may look for one button that publishes them. */
function FieldsWait(props: {
  readonly tenant: string
  readonly blueprint: string
  readonly count: number
  readonly isAlone: boolean
}) {
  const { tenant, blueprint, count, isAlone } = props
  const { t } = useText()
  return (
    <AsideLine says={t(isAlone ? 'flow.onlyFieldsWait' : 'flow.fieldsWait', { count })}>
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/t/$tenant/design/$blueprint" params={{ tenant, blueprint }} {...props} />}
      >
        {t('flow.openFields')}
      </Anchor>
    </AsideLine>
  )
}

function Conflict({ built }: { readonly built: BuiltFlow }) {
  const { t } = useText()
  return (
    <Alert color="warn" variant="light" role="alert" title={t('flowMap.theirs')}>
      <Text size="sm" mb="xs">
        {t('flowMap.theirsAbout')}
      </Text>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={built.takeTheirs}>
          {t('flowMap.takeTheirs')}
        </Button>
        <Button size="xs" variant="default" onClick={built.keepMine}>
          {t('flowMap.keepMine')}
        </Button>
      </Group>
    </Alert>
  )
}

/** A sheet that is drawn anew takes the focus once it is measured, some frames later. */
function focusSoon(view: RefObject<FlowView | null>, part: string, tries = 40, before = document.activeElement): void {
  setTimeout(() => {
    if (writesElsewhere(before)) return
    view.current?.focus(part)
    const at = document.activeElement?.closest<HTMLElement>('.react-flow__node')?.dataset['id']
    if (at !== part && tries > 1) focusSoon(view, part, tries - 1, before)
  }, 50)
}

/** The nodes that show a part: of a transition its ends. */
function nodesOf(flow: Flow, part: string): readonly string[] {
  if (!part.startsWith('*move:')) return [part]
  const one = flow.transitions[Number(part.slice('*move:'.length))]
  return one ? [...(one.from === '*' ? [] : one.from.slice(0, 4)), ...(one.to === stays ? [] : [one.to])] : []
}
