// The input over a cell: the form's own widget, which saves with Enter, Tab or a choice and gives up with Escape.
import { Portal, Text } from '@mantine/core'
import type { Json } from '@molde/engine'
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { FieldType } from '../api/blueprints-api.ts'
import { widgetOf } from '../record-form/form-registry.ts'
import { type FormScope, FormScopeContext } from '../record-form/form-scope.ts'
import { wordsOfKey } from '../text/say-label.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { useUnsavedGuard } from '../ui/use-unsaved-guard.tsx'
import { isOneChoice } from './cell-act.ts'
import classes from './cell-editor.module.css'
import { openInput } from './open-input.ts'
import { standsRight } from './record-columns.ts'
import type { OpenEditor } from './use-cell-edit.ts'
import { usePlaceOver } from './use-place-over.ts'

/** It carries a whole form: loaded when a related record is made on the spot. */
const NewOther = lazy(async () => ({ default: (await import('../record-form/record-form.tsx')).NewOther }))

export type Leave = 'stay' | 'down' | 'next' | 'before' | 'elsewhere'

export interface CellEditorProps {
  readonly tenant: string
  readonly editor: OpenEditor
  /** The cell it stands over. */
  readonly cellOf: () => Element | null
  /** Answers with what is wrong; with nothing when it is saved, and then the input is gone. */
  readonly onSave: (value: Json | undefined, leave: Leave) => Promise<string | undefined>
  /** `isLeft`: nothing was changed, and the focus is elsewhere by now. */
  readonly onGiveUp: (isLeft: boolean) => void
}

/** What is inside of the portal is there only once that is. */
export function CellEditor(props: CellEditorProps) {
  return (
    <Portal>
      <EditorBox {...props} />
    </Portal>
  )
}

function EditorBox({ tenant, editor, cellOf, onSave, onGiveUp }: CellEditorProps) {
  const { t } = useText()
  const { say } = useFormats()
  const { field, record, typed, refused } = editor
  const box = useRef<HTMLDivElement>(null)
  const isPicked = isOneChoice(field)
  const kept = record.data[field.key]
  // A record is looked for anew; typing takes the place of what was there.
  const isFresh =
    (typed !== undefined && !isPicked && !field.many && field.type !== 'tags') || field.type === 'relation'
  const [value, setValue] = useState<Json | undefined>(
    refused ? refused.value : isFresh && !field.many ? undefined : kept,
  )
  const [fault, setFault] = useState(refused?.why)
  const [other, setOther] = useState<Parameters<FormScope['createOther']>>()
  const touched = useRef(refused !== undefined)
  const busy = useRef(false)
  const isPointing = useRef(false)
  const label = say(field.label, wordsOfKey(field.key))
  // What is wrong stays in its cell, also when somebody is about to leave the page for something else.
  const guard = useUnsavedGuard(
    fault !== undefined && value !== undefined && value !== null,
    undefined,
    ({ pathname }) => pathname === globalThis.location.pathname,
  )
  const place = usePlaceOver(cellOf, box, leastOf[field.type] ?? 150)
  const Widget = widgetOf(field)

  useEffect(() => {
    if (box.current) openInput(box.current, field, typed)
  }, [field, typed])

  const save = async (next: Json | undefined, leave: Leave) => {
    if (busy.current) return
    if (!touched.current) return leave === 'elsewhere' ? onGiveUp(true) : void (await onSave(kept, leave))
    busy.current = true
    const why = await onSave(next, leave)
    busy.current = false
    setFault(why)
    if (why && leave !== 'elsewhere') box.current?.querySelector<HTMLElement>('input, textarea')?.focus()
  }

  const change = (next: Json | undefined) => {
    touched.current = true
    setFault(undefined)
    setValue(next)
    // A star that is clicked is meant; arrow keys only pass by.
    if (isPicked || (field.type === 'rating' && isPointing.current)) void save(next, 'stay')
  }

  const onKey = (event: KeyboardEvent) => {
    // A dialog that was opened from here has keys of its own.
    if (other || event.nativeEvent.isComposing || event.defaultPrevented) return
    if (event.key === 'Enter' && !(event.shiftKey && event.target instanceof HTMLTextAreaElement)) {
      event.preventDefault()
      void save(value, 'down')
    }
    if (event.key === 'Tab' && !hasNextInside(box.current, event)) {
      event.preventDefault()
      void save(value, event.shiftKey ? 'before' : 'next')
    }
  }

  /** The list of a choice closes with Escape too: here one Escape is enough for both. */
  const onKeyFirst = (event: KeyboardEvent) => {
    isPointing.current = false
    if (event.key !== 'Escape' || other || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    onGiveUp(false)
  }

  const leaving = useLeaving(() => !other && void save(value, 'elsewhere'))
  const scope: FormScope = {
    tenant,
    stateFields: [],
    readOnly: false,
    isNew: false,
    ...(field.type === 'relation' && typeof kept === 'string' ? { instead: kept } : {}),
    hidden: new Set(),
    messageAt: () => undefined,
    leave: () => undefined,
    // What takes time to arrive, a file, is not edited in a cell.
    await: () => undefined,
    createOther: (...asked) => setOther(asked),
  }
  return (
    <FormScopeContext value={scope}>
      <div
        ref={box}
        className={classes.editor}
        style={place}
        data-cell-editor
        data-right={standsRight(field) || undefined}
        onKeyDown={onKey}
        onKeyDownCapture={onKeyFirst}
        onPointerDownCapture={() => {
          isPointing.current = true
        }}
        {...leaving}
      >
        <Widget
          id="cell-editor"
          field={field}
          label={label}
          // The input itself says what it wants once it is empty; a mark would only be in the way.
          required={false}
          {...(fault ? { error: fault } : {})}
          value={value}
          onChange={change}
          onBlur={() => undefined}
        />
        {field.type === 'longText' && (
          <Text size="xs" c="dimmed" px={12} py={4}>
            {t('grid.longHint')}
          </Text>
        )}
      </div>
      {guard}
      {other && (
        <Suspense fallback={null}>
          <NewOther
            tenant={tenant}
            blueprint={other[0]}
            title={other[1]}
            onDone={other[2]}
            onClose={() => setOther(undefined)}
          />
        </Suspense>
      )}
    </FormScopeContext>
  )
}

/** What an input needs to be used, in pixels. */
const leastOf: { readonly [type in FieldType]?: number } = {
  integer: 80,
  number: 80,
  percent: 80,
  longText: 360,
  datetime: 240,
  duration: 260,
  money: 240,
  tags: 260,
  relation: 240,
  user: 240,
}

/** Focus that goes elsewhere for longer than a moment; lists and calendars of the input belong to it wherever they are drawn. */
function useLeaving(onLeave: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    onFocus: () => clearTimeout(timer.current),
    onBlur: () => {
      clearTimeout(timer.current)
      // Another window in front is no decision.
      timer.current = setTimeout(() => document.hasFocus() && onLeave())
    },
  }
}

/** An amount has its currency beside it: the first Tab goes there. */
function hasNextInside(box: HTMLElement | null, event: KeyboardEvent): boolean {
  const inputs = [...(box?.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea') ?? [])]
  const ends = event.shiftKey ? inputs[0] : inputs.at(-1)
  return inputs.length > 1 && event.target !== ends && inputs.includes(event.target as HTMLElement)
}
