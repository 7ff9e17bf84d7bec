// A line drawn from a field that records have values in: how these are carried over is asked before it becomes a part of the draft.
import type { JsonObject } from '@molde/engine'
import { lazy, Suspense, useCallback } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import { useTenant } from '../api/tenants-api.ts'
import { withValueOp } from './change-values.ts'
import type { Definition } from './definition.ts'
import { rememberBeside } from './known-blueprints.ts'
import type { Redrawing } from './redraw-field.ts'
import { tryBeside } from './try-value-op.ts'

const RetargetDialog = lazy(async () => ({
  default: (await import('../field-change/retarget-dialog.tsx')).RetargetDialog,
}))
const LinkDialog = lazy(async () => ({ default: (await import('../field-change/link-dialog.tsx')).LinkDialog }))

export interface RedrawDialogProps {
  readonly tenant: string
  readonly redrawing: Extract<Redrawing, { readonly does: 'retarget' | 'toRecords' }>
  readonly published: Blueprint
  readonly definition: Definition
  readonly target: string
  readonly onChange: (edited: (definition: Definition) => Definition, about: string) => void
  readonly onClose: () => void
  /** It is a part of the draft now. */
  readonly onDone: () => void
}

export function RedrawDialog(props: RedrawDialogProps) {
  const { tenant, redrawing, published, definition, target, onChange, onClose, onDone } = props
  const { field } = redrawing
  const zone = useTenant(tenant).data?.timezone ?? 'UTC'
  const tryLink = useCallback(
    (op: JsonObject, kind: Blueprint) => tryBeside(published, definition, op, { zone, kinds: [kind] }),
    [published, definition, zone],
  )
  const take = (op: JsonObject, kinds: readonly Blueprint[]) => {
    for (const kind of kinds) rememberBeside(published, kind)
    onChange((now) => withValueOp(published, now, op), `${field.id} type`)
    onClose()
    onDone()
  }
  return (
    <Suspense fallback={null}>
      {redrawing.does === 'retarget' ? (
        <RetargetDialog
          tenant={tenant}
          field={field}
          meant={target}
          tryOp={(op, kinds) => tryBeside(published, definition, op, { zone, kinds })}
          onClose={onClose}
          onDone={take}
        />
      ) : (
        <LinkDialog
          tenant={tenant}
          published={published}
          field={field}
          meant={target}
          tryOp={tryLink}
          onClose={onClose}
          onDone={(op, kind) => take(op, [kind])}
        />
      )}
    </Suspense>
  )
}
