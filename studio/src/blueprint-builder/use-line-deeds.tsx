// What is done with a line of the data model: it is led elsewhere from its field's row, and taken away with its field.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useCountRecords } from '../api/count-records-api.ts'
import { type PlacedField, readLine } from '../data-model-canvas/line-acts.ts'
import type { LineDrawn } from '../data-model-canvas/model-canvas.tsx'
import type { Label } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { showFailed, showUndo } from '../ui/undo-toast.tsx'
import { valueOpOf } from './change-values.ts'
import { type Definition, replacedField, withoutField } from './edit-blueprint.ts'
import type { ModelStep } from './model-steps.ts'
import type { RelationBegun } from './new-relation-dialog.tsx'
import { RedrawDialog } from './redraw-dialog.tsx'
import { type Redrawing, redrawField } from './redraw-field.ts'
import type { Model } from './use-model.ts'

export interface LineGround {
  readonly tenant: string
  readonly model: Model
  readonly titleOf: (blueprint: { readonly name: string; readonly label?: Label | undefined }) => string
  /** Asks for a relation of its own. */
  readonly onBegin: (relation: RelationBegun) => void
  /** Shows a kind of record: why something is not saved is said there. */
  readonly onShow: (blueprint: string) => void
  /** Shows what has become of a field. */
  readonly onOpen: (field: PlacedField) => void
}

interface Asked {
  readonly redrawing: Extract<Redrawing, { readonly does: 'retarget' | 'toRecords' }>
  readonly source: string
  readonly target: string
}

export interface LineDeeds {
  readonly draw: (line: LineDrawn) => Promise<void>
  readonly remove: (line: string) => Promise<boolean>
  /** What is asked meanwhile. */
  readonly question: ReactNode
}

export function useLineDeeds({ tenant, model, titleOf, onBegin, onShow, onOpen }: LineGround): LineDeeds {
  const { t } = useText()
  const nameOf = useFieldName()
  const countRecords = useCountRecords(tenant)
  const [asked, setAsked] = useState<Asked>()
  const offered = useRef<{ readonly step: ModelStep; readonly withdraw: () => void }>(undefined)
  // A draft is taken back from its newest change on: once there is another, the button would lead nowhere.
  useEffect(() => {
    if (!offered.current || offered.current.step === model.newest) return
    offered.current.withdraw()
    offered.current = undefined
  }, [model.newest])
  const titleOfKind = (name: string) => titleOf(model.definitionOf(name) ?? { name })

  /** At once, with the way back beside it. */
  const act = async (source: string, edited: (now: Definition) => Definition, about: string, text: string) => {
    const made = await model.act(source, edited, about)
    const step = made?.done
    if (!step) {
      onShow(source)
      return false
    }
    const withdraw = showUndo({ text, undo: t('common.undo'), onUndo: () => void model.takeBack(step) })
    offered.current = { step, withdraw }
    return true
  }
  const hasRecords = async (blueprint: string) => {
    try {
      return (await countRecords(blueprint)).value > 0
    } catch {
      // Who cannot be told is asked as if there were some: nothing is lost by that.
      return true
    }
  }
  const draw = async ({ source, target, field: id }: LineDrawn) => {
    if (id === undefined) return onBegin({ source, target })
    const definition = model.definitionOf(source)
    const field = definition?.fields.find((one) => one.id === id)
    if (!definition || !field) return
    const published = model.publishedOf(source)
    const redrawing = redrawField({ field, definition, published, target, targetKind: model.publishedOf(target) })
    const words = { field: nameOf(field), target: titleOfKind(target) }
    switch (redrawing.does) {
      case 'nothing':
        return
      case 'refuse':
        return showFailed(t(`model.refused_${redrawing.why}`, words))
      case 'beside':
        return onBegin({ source, target, note: t('model.beside', words) })
      case 'change':
        await act(source, redrawing.edited, `${id} to ${target}`, t('model.leadsTo', words))
        return
      case 'retarget':
        if (await hasRecords(source)) return setAsked({ redrawing, source, target })
        await act(
          source,
          (now) => replacedField(now, id, { blueprint: target }),
          `${id} to ${target}`,
          t('model.leadsTo', words),
        )
        return
      case 'toRecords':
        return setAsked({ redrawing, source, target })
    }
  }
  const remove = async (line: string) => {
    const { blueprint, field: id, isPart } = readLine(line)
    const definition = model.definitionOf(blueprint)
    const field = definition?.fields.find((one) => one.id === id)
    if (!definition || !field) return false
    const words = { field: nameOf(field), name: titleOfKind(blueprint) }
    const published = model.publishedOf(blueprint)
    const why = isPart
      ? 'model.refused_part'
      : definition.fields.length === 1
        ? 'model.refused_last'
        : published && valueOpOf(definition, field, published) >= 0
          ? 'model.refused_taken'
          : undefined
    if (why === undefined)
      return act(blueprint, (now) => withoutField(now, id), `remove ${id}`, t('model.lineRemoved', words))
    showFailed(t(why, words))
    return false
  }
  const published = asked && model.publishedOf(asked.source)
  const definition = asked && model.definitionOf(asked.source)
  return {
    draw,
    remove,
    question: asked && published && definition && (
      <RedrawDialog
        tenant={tenant}
        redrawing={asked.redrawing}
        published={published}
        definition={definition}
        target={asked.target}
        onChange={(edited, about) => model.change(asked.source, edited, about)}
        onClose={() => setAsked(undefined)}
        onDone={() => onOpen({ blueprint: asked.source, field: asked.redrawing.field.id })}
      />
    ),
  }
}
