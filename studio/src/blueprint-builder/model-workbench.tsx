// The canvas with everything around it: search, steps back and forth, what is selected, and what the keys do.
import { Button, Text } from '@mantine/core'
import { IconKeyboard } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { arrangeBlueprints } from '../data-model-canvas/arrange-graph.ts'
import type { CanvasView } from '../data-model-canvas/canvas-view.ts'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { isLine, type PlacedField, readLine } from '../data-model-canvas/line-acts.ts'
import { type LineDrawn, ModelCanvas } from '../data-model-canvas/model-canvas.tsx'
import type { Places } from '../data-model-canvas/node-geometry.ts'
import { type Obey, useCanvasKeys } from '../drawing/use-canvas-keys.ts'
import { SamplesQuestion } from '../sample-data/samples-question.tsx'
import { openKeys } from '../shell/open-keys.ts'
import type { Label } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useScreenKeys } from '../ui/screen-keys.ts'
import { showDone, showUndo } from '../ui/undo-toast.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { useStable } from '../ui/use-stable.ts'
import type { AddFieldProps } from './add-field.tsx'
import { type Definition, withFields } from './edit-blueprint.ts'
import classes from './model-page.module.css'
import { BlueprintPanel, SelectionPanel } from './model-panel.tsx'
import { ModelTools } from './model-tools.tsx'
import { NewBlueprintDialog } from './new-blueprint-dialog.tsx'
import { NewRelationDialog, type RelationBegun } from './new-relation-dialog.tsx'
import { useLineDeeds } from './use-line-deeds.tsx'
import type { Model, NewRelation } from './use-model.ts'
import { useModelSamples } from './use-model-samples.ts'

export interface ModelWorkbenchProps {
  readonly tenant: string
  readonly model: Model
  readonly blueprints: readonly DrawnBlueprint[]
}

export function ModelWorkbench({ tenant, model, blueprints }: ModelWorkbenchProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const samples = useModelSamples(tenant)
  const view = useRef<CanvasView>(null)
  const search = useRef<HTMLInputElement>(null)
  const panel = useRef<HTMLElement>(null)
  const [wanted, setSelection] = useState<readonly string[]>([])
  const [opened, setOpened] = useState<PlacedField>()
  /** It is shown on the drawing only: on a phone its settings would cover it. */
  const [isLookedAt, setLookedAt] = useState(false)
  const isPhone = useIsPhone()
  const [relation, setRelation] = useState<RelationBegun>()
  const [creating, setCreating] = useState(false)
  const [copied, setCopied] = useState<readonly Definition[]>([])
  const selected = blueprints.filter((blueprint) => wanted.includes(blueprint.name))
  const [one] = selected
  // Ids of fields are those of their kind: of another kind the same id is another field.
  const isOpen = selected.length === 1 && opened?.blueprint === one?.name
  const shown = isOpen || isLookedAt ? opened : undefined
  const title = (blueprint: { readonly name: string; readonly label?: Label | undefined }) =>
    nameOf({ key: blueprint.name, label: blueprint.label })

  const begin = (start: RelationBegun) => {
    model.forgetError()
    setRelation(start)
  }
  const beginBlueprint = () => {
    model.forgetError()
    setCreating(true)
  }
  const relate = async (next: NewRelation) => {
    if (await model.relate(next)) setRelation(undefined)
  }
  const create = async (label: string, firstField: string) => {
    const made = await model.create({ label, firstField, at: view.current?.middle() ?? { x: 0, y: 0 } })
    if (!made) return
    setCreating(false)
    reveal([made.done])
  }
  const select = useStable((names: readonly string[]) => {
    setSelection(names)
    setLookedAt(false)
    if (names.length !== 1 || names[0] !== opened?.blueprint) setOpened(undefined)
  })
  const open = useStable((field: PlacedField) => {
    setLookedAt(false)
    setSelection([field.blueprint])
    setOpened(field)
  })
  const openFromCanvas = useStable((field: PlacedField, byKeyboard: boolean) => {
    open(field)
    if (byKeyboard) setTimeout(() => panel.current?.focus(), 0)
  })
  const reveal = (names: readonly string[]) => {
    select(names)
    view.current?.show(names)
  }
  const find = (blueprint: string, field: string | undefined) => {
    reveal([blueprint])
    if (field === undefined) return setOpened(undefined)
    setOpened({ blueprint, field })
    if (!isPhone) return
    setSelection([])
    setLookedAt(true)
  }
  const lines = useLineDeeds({
    tenant,
    model,
    titleOf: title,
    onBegin: begin,
    onShow: (blueprint) => select([blueprint]),
    onOpen: open,
  })
  const addFields = (blueprint: string, ...[fields, goesOn]: Parameters<AddFieldProps['onAdd']>) => {
    const [first] = fields
    // A link that is chosen is asked about, one that its name means is not.
    if (first?.type === 'relation' && !goesOn)
      return begin({ source: blueprint, target: first.start.target, label: first.label })
    model.change(blueprint, (now) => withFields(now, fields), `add ${fields.map(({ label }) => label).join(', ')}`)
    // What it holds is seen to right away, unless the next name is about to be typed.
    const added = model.definitionOf(blueprint)?.fields.at(-1)?.id
    if (!goesOn && added !== undefined) setOpened({ blueprint, field: added })
  }
  const copy = (names: readonly string[]) => {
    setCopied(names.flatMap((name) => model.definitionOf(name) ?? []))
    showDone(t('model.copied', { count: names.length }))
  }
  const paste = async () => {
    const copyOf = (definition: Definition, number: number) =>
      number === 1
        ? t('model.copyOf', { name: title(definition) })
        : t('model.copyOfNumber', { name: title(definition), number })
    const made = await model.paste(copied, { labelOf: title, copyOf })
    if (made) reveal(made.done)
  }
  const remove = async (names: readonly string[]) => {
    const words =
      names.length === 1 && one
        ? t(one.version === 0 ? 'builder.thrownAway' : 'design.trashed', { name: title(one) })
        : undefined
    const removed = await model.remove(names)
    if (!removed) return
    select([])
    showUndo({
      text: words ?? t('model.trashed', { count: names.length }),
      undo: t('common.undo'),
      onUndo: () => void model.takeBack(removed.done),
    })
  }
  const arrange = () => {
    const arranged = arrangeBlueprints(blueprints)
    model.move(arranged)
    view.current?.fit(arranged)
  }

  const removeLine = async (line: string) => {
    if (await lines.remove(line)) view.current?.focus(readLine(line).blueprint)
  }

  const obey: Obey = (command, at) => {
    if (at !== undefined && isLine(at)) {
      if (command.does === 'remove') void removeLine(at)
      if (command.does === 'leave') view.current?.focus(readLine(at).blueprint)
      if (command.does === 'remove' || command.does === 'leave') return true
    }
    const meant = at !== undefined && !wanted.includes(at) ? [at] : selected.map((blueprint) => blueprint.name)
    const source = at ?? one?.name
    switch (command.does) {
      case 'undo':
        void model.undo()
        return true
      case 'redo':
        void model.redo()
        return true
      case 'search':
        search.current?.focus()
        return true
      case 'selectAll':
        select(blueprints.map((blueprint) => blueprint.name))
        return true
      case 'copy':
        // Words that are marked are what is meant to be copied.
        if (meant.length === 0 || window.getSelection()?.isCollapsed === false) return false
        copy(meant)
        return true
      case 'paste':
        if (copied.length > 0) void paste()
        return copied.length > 0
      case 'create':
        beginBlueprint()
        return true
      case 'relate':
        if (source !== undefined) begin({ source })
        return source !== undefined
      case 'remove':
        if (meant.length > 0) void remove(meant)
        return meant.length > 0
      case 'open':
        if (at === undefined) return false
        select([at])
        setTimeout(() => panel.current?.focus(), 0)
        return true
      case 'toggle':
        if (at === undefined) return false
        select(wanted.includes(at) ? wanted.filter((name) => name !== at) : [...wanted, at])
        return true
      case 'leave':
        select([])
        return wanted.length > 0
      case 'move':
        if (meant.length === 0) return false
        model.move(moved(model.places, meant, command), 'arrows')
        return true
    }
  }
  useCanvasKeys(obey)
  useScreenKeys('model')

  const close = () => {
    select([])
    if (one) view.current?.focus(one.name)
  }
  const drawOnCanvas = useStable((line: LineDrawn) => void lines.draw(line))
  const names = selected.map((blueprint) => blueprint.name)
  const definition = one && model.definitionOf(one.name)
  const deeds = { onClose: close, onCopy: () => copy(names), onRemove: () => void remove(names) }
  return (
    <>
      <ModelTools
        search={search}
        model={model}
        blueprints={blueprints}
        onFind={find}
        onPaste={copied.length > 0 ? () => void paste() : undefined}
        onArrange={arrange}
        onCreate={beginBlueprint}
        onFill={samples.isMaking ? undefined : samples.make}
      />
      {model.error !== undefined && relation === undefined && !creating && <ErrorNotice error={model.error} />}
      <div className={classes.ground}>
        <ModelCanvas
          view={view}
          blueprints={blueprints}
          places={model.places}
          selection={wanted}
          shown={shown}
          onSelect={select}
          onMove={model.move}
          onRelate={drawOnCanvas}
          onOpen={openFromCanvas}
        />
        {selected.length === 1 && one && definition && (
          <BlueprintPanel
            key={one.name}
            panel={panel}
            tenant={tenant}
            blueprint={one}
            blueprints={blueprints}
            published={model.publishedOf(one.name)}
            definition={definition}
            issues={model.unsaved[one.name]?.issues ?? []}
            chosen={shown?.field}
            onChoose={(field) => setOpened(field === undefined ? undefined : { blueprint: one.name, field })}
            onChange={(edited, about) => model.change(one.name, edited, about)}
            onAddField={(...added) => addFields(one.name, ...added)}
            onRelate={() => begin({ source: one.name })}
            {...deeds}
          />
        )}
        {selected.length > 1 && <SelectionPanel blueprints={selected} {...deeds} />}
        {selected.length === 0 && (
          <aside className={classes.help} aria-label={t('model.helpTitle')}>
            <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
              {t('model.help')}
            </Text>
            <Button
              variant="subtle"
              mt="sm"
              px="xs"
              ml={-8}
              leftSection={<IconKeyboard size={16} stroke={1.5} />}
              onClick={openKeys}
            >
              {t('keys.title')}
            </Button>
          </aside>
        )}
      </div>
      <SamplesQuestion />
      {lines.question}
      <NewRelationDialog
        begun={relation}
        blueprints={blueprints}
        onClose={() => setRelation(undefined)}
        pending={model.busy}
        error={model.error}
        onRelate={(next) => void relate(next)}
      />
      <NewBlueprintDialog
        opened={creating}
        onClose={() => setCreating(false)}
        pending={model.busy}
        error={model.error}
        onCreate={(label, firstField) => void create(label, firstField)}
      />
    </>
  )
}

function moved(places: Places, names: readonly string[], by: { readonly x: number; readonly y: number }): Places {
  return Object.fromEntries(
    names.map((name) => {
      const { x, y } = places[name] ?? { x: 0, y: 0 }
      return [name, { x: x + by.x, y: y + by.y }]
    }),
  )
}
