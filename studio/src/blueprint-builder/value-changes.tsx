// What can be done to the values of a published field: another type, parts, one spelling, and taking it away.

import { Button, Menu, Text } from '@mantine/core'
import { type JsonObject, MoldeError, sayIssue } from '@molde/engine'
import {
  IconArrowBarRight,
  IconArrowMerge,
  IconArrowsSplit2,
  IconCalculator,
  IconChevronDown,
  IconFlame,
  IconLink,
  IconListNumbers,
  IconPencil,
  IconRuler2,
  IconTableExport,
  IconTextSpellcheck,
  IconTransform,
  IconX,
} from '@tabler/icons-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import type { ChangeKind } from '../field-change/change-form.ts'
import { canBecomeLinks, hasChoices } from '../field-change/link-values.ts'
import { canKeep, canWorkOut, offeredChanges } from '../field-change/offered-changes.ts'
import { linksFor } from '../field-change/related-links.ts'
import { hasRows } from '../field-change/rows-op.ts'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import { showFailed } from '../ui/undo-toast.tsx'
import { valueOpOf, withDecision, withoutValueOp, withValueOp } from './change-values.ts'
import type { Definition } from './definition.ts'
import { isTemporary, withoutField } from './edit-blueprint.ts'
import { rememberBeside } from './known-blueprints.ts'
import { Standing, StandingChange } from './standing-change.tsx'
import { tryBeside, tryValueOp } from './try-value-op.ts'
import { broughtBy, sourcesOf } from './value-ops.ts'
import { keepValues, takeBackWorking, workingBetween, workOut } from './work-out.ts'

const FieldChangeDialog = lazy(async () => ({
  default: (await import('../field-change/field-change-dialog.tsx')).FieldChangeDialog,
}))

const RetargetDialog = lazy(async () => ({
  default: (await import('../field-change/retarget-dialog.tsx')).RetargetDialog,
}))

const LinkDialog = lazy(async () => ({ default: (await import('../field-change/link-dialog.tsx')).LinkDialog }))

const RowsDialog = lazy(async () => ({ default: (await import('../field-change/rows-dialog.tsx')).RowsDialog }))
const RelatedDialog = lazy(async () => ({
  default: (await import('../field-change/related-dialog.tsx')).RelatedDialog,
}))

const icons: { readonly [K in ChangeKind]: typeof IconTransform } = {
  retype: IconTransform,
  split: IconArrowsSplit2,
  merge: IconArrowMerge,
  unit: IconRuler2,
  normalise: IconTextSpellcheck,
  toList: IconListNumbers,
  toSingle: IconListNumbers,
}

export interface ValueChangesProps {
  readonly tenant: string
  readonly published: Blueprint
  readonly definition: Definition
  readonly field: WireField
  readonly onChange: (edited: (definition: Definition) => Definition, about: string) => void
  readonly onRemoved: () => void
  /** The field to go on with, in the place of this one. */
  readonly onChoose: (field: string) => void
}

export function ValueChanges({
  tenant,
  published,
  definition,
  field,
  onChange,
  onRemoved,
  onChoose,
}: ValueChangesProps) {
  const { t } = useText()
  const { data: inside } = useTenant(tenant)
  const [asking, setAsking] = useState<ChangeKind | 'links' | 'related' | 'retarget' | 'rows'>()
  /** What was pressed is gone then: the keyboard goes on with what stands in its place. */
  const [hasActed, setActed] = useState(false)
  const at = valueOpOf(definition, field, published)
  const before = published.fields.find(({ id }) => id === field.id)
  const zone = inside?.timezone ?? 'UTC'
  const tryLink = useCallback(
    (op: JsonObject, target: Blueprint) => tryBeside(published, definition, op, { zone, kinds: [target] }),
    [published, definition, zone],
  )
  const tryRetarget = useCallback(
    (op: JsonObject, kinds: readonly Blueprint[]) => tryBeside(published, definition, op, { zone, kinds }),
    [published, definition, zone],
  )
  const free = useMemo(() => freeFields(published, definition, field), [published, definition, field])
  if (at >= 0)
    return (
      <StandingChange
        published={published}
        definition={definition}
        at={at}
        autoFocus={hasActed}
        onTakeBack={() => {
          try {
            withoutValueOp(published, definition, at)
          } catch (refused) {
            // Something that came later needs it.
            if (!(refused instanceof MoldeError)) throw refused
            showFailed(refused.issues.map((one) => sayIssue(one, readerHere())).join(' '))
            return
          }
          setActed(true)
          onChange((now) => withoutValueOp(published, now, at), `${field.id} type`)
          // What it had brought is gone.
          if (isTemporary(field.id)) onRemoved()
        }}
      />
    )
  if (!before || isTemporary(field.id)) return null
  const working = workingBetween(before, field)
  if (working)
    return (
      <Standing
        sentence={t(working === 'compute' ? 'computed.nowStands' : 'computed.keepStands')}
        autoFocus={hasActed}
        onTakeBack={() => {
          setActed(true)
          onChange((now) => takeBackWorking(now, before), `${field.id} type`)
        }}
      />
    )
  const work = (change: typeof workOut) => {
    setActed(true)
    onChange((now) => change(now, field.id), `${field.id} type`)
  }
  const taken = new Set([...published.fields, ...definition.fields].map(({ key }) => key))
  const take = (op: JsonObject) => {
    setAsking(undefined)
    setActed(true)
    onChange((now) => withValueOp(published, now, op), `${field.id} type`)
    // What it has become is looked at next: its parts are given names and types of their own.
    const [first] = broughtBy(withValueOp(published, definition, op).valueOps?.at(-1) ?? {})
    if (first) onChoose(first.id)
    else if (op['op'] === 'moveToRelated' || op['op'] === 'subtable') onRemoved()
  }
  const remove = (isForGood: boolean) => {
    onChange((now) => {
      const gone = withoutField(now, field.id)
      return isForGood ? withDecision(gone, 'purged', field.id, '') : gone
    }, `remove ${field.id}`)
    onRemoved()
  }
  const isLast = definition.fields.length === 1
  const links = linksFor(before, free, published.name)
  return (
    <>
      <Menu position="bottom-start" width={300} middlewares={{ size: true }}>
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            autoFocus={hasActed}
            rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden />}
            style={{ alignSelf: 'flex-start' }}
          >
            {t('change.menu')}
          </Button>
        </Menu.Target>
        {/* On a phone it is as long as the screen. */}
        <Menu.Dropdown style={{ overflowY: 'auto' }}>
          {offeredChanges(before, free).map((kind) => {
            const Icon = icons[kind]
            return (
              <Menu.Item key={kind} leftSection={<Icon size={16} stroke={1.5} />} onClick={() => setAsking(kind)}>
                {t(`change.${kind}`)}
              </Menu.Item>
            )
          })}
          {canWorkOut(before) && (
            <Menu.Item
              disabled={isLast}
              leftSection={<IconCalculator size={16} stroke={1.5} />}
              onClick={() => work(workOut)}
            >
              <Text size="sm">{t('computed.now')}</Text>
              <Text size="xs" c="dimmed">
                {t('computed.nowAbout')}
              </Text>
            </Menu.Item>
          )}
          {canKeep(before) && (
            <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} />} onClick={() => work(keepValues)}>
              <Text size="sm">{t('computed.keep')}</Text>
              <Text size="xs" c="dimmed">
                {t('computed.keepAbout')}
              </Text>
            </Menu.Item>
          )}
          {canBecomeLinks(before) && (
            <Menu.Item leftSection={<IconLink size={16} stroke={1.5} />} onClick={() => setAsking('links')}>
              {t(hasChoices(before) ? 'links.menu_choices' : 'links.menu_texts')}
            </Menu.Item>
          )}
          {hasRows(before) && (
            <Menu.Item
              disabled={isLast}
              leftSection={<IconTableExport size={16} stroke={1.5} />}
              onClick={() => setAsking('rows')}
            >
              {t('rows.menu')}
            </Menu.Item>
          )}
          {links.length > 0 && (
            <Menu.Item leftSection={<IconArrowBarRight size={16} stroke={1.5} />} onClick={() => setAsking('related')}>
              {t('toRelated.menu')}
            </Menu.Item>
          )}
          {before.type === 'relation' && (
            <Menu.Item leftSection={<IconLink size={16} stroke={1.5} />} onClick={() => setAsking('retarget')}>
              {t('kinds.retarget')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item disabled={isLast} leftSection={<IconX size={16} stroke={1.5} />} onClick={() => remove(false)}>
            <Text size="sm">{t('change.remove')}</Text>
            <Text size="xs" c="dimmed">
              {t('change.removeAbout')}
            </Text>
          </Menu.Item>
          <Menu.Item
            disabled={isLast}
            color="bad"
            leftSection={<IconFlame size={16} stroke={1.5} />}
            onClick={() => remove(true)}
          >
            <Text size="sm">{t('common.destroy')}</Text>
            <Text size="xs" c="dimmed">
              {t('change.purgeAbout')}
            </Text>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {asking === 'links' && (
          <LinkDialog
            tenant={tenant}
            published={published}
            field={before}
            tryOp={tryLink}
            onClose={() => setAsking(undefined)}
            onDone={(op, target) => {
              rememberBeside(published, target)
              take(op)
            }}
          />
        )}
        {asking === 'rows' && (
          <RowsDialog
            tenant={tenant}
            published={published}
            field={before}
            tryOp={(op) => tryValueOp(published, definition, op, zone)}
            onClose={() => setAsking(undefined)}
            onDone={take}
          />
        )}
        {asking === 'related' && (
          <RelatedDialog
            tenant={tenant}
            published={published}
            field={before}
            links={links}
            tryOp={tryLink}
            onClose={() => setAsking(undefined)}
            onDone={(op, target) => {
              rememberBeside(published, target)
              take(op)
            }}
          />
        )}
        {asking === 'retarget' && (
          <RetargetDialog
            tenant={tenant}
            field={before}
            tryOp={tryRetarget}
            onClose={() => setAsking(undefined)}
            onDone={(op, known) => {
              for (const one of known) rememberBeside(published, one)
              take(op)
            }}
          />
        )}
        {isKind(asking) && (
          <FieldChangeDialog
            tenant={tenant}
            blueprint={published.name}
            kind={asking}
            field={before}
            others={free}
            taken={taken}
            tryOp={(op) => tryValueOp(published, definition, op, zone)}
            onClose={() => setAsking(undefined)}
            onDone={take}
          />
        )}
      </Suspense>
    </>
  )
}

function isKind(asked: string | undefined): asked is ChangeKind {
  return asked !== undefined && Object.hasOwn(icons, asked)
}

/** Published ones that are still there and whose values nothing takes yet. */
function freeFields(published: Blueprint, { fields, valueOps = [] }: Definition, field: WireField): WireField[] {
  const used = new Set(valueOps.flatMap(sourcesOf))
  return published.fields.filter(
    ({ id, key }) => id !== field.id && !used.has(id) && !used.has(key) && fields.some((one) => one.id === id),
  )
}
