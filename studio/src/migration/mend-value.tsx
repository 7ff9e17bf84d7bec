// The value for which records wait: what fits is said before it is typed, and again when what was typed does not fit either.
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Job } from '../api/jobs-api.ts'
import { type Quarantined, useMendQuarantined } from '../api/quarantine-api.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import classes from './migration.module.css'
import { useSayFitting, useSayWhatFits } from './use-say-fitting.ts'

export interface MendValueProps {
  readonly tenant: string
  /** The newest version. */
  readonly blueprint: Blueprint
  /** They wait for the same field, and all get the same value. */
  readonly items: readonly [Quarantined, ...Quarantined[]]
  readonly label: string
  /** `in-a-row`: the record stands beside it, so the label is for those alone who do not see it. */
  readonly look: 'alone' | 'in-a-row' | 'for-all'
  /** These were tried again; it is told also when this is gone from the page by then. */
  readonly onTried?: (job: Job) => void
}

/** It is written where the records rest, and they are tried again. */
export function MendValue({ tenant, blueprint, items, label, look, onTried }: MendValueProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const sayFitting = useSayFitting()
  const sayWhatFits = useSayWhatFits()
  const mend = useMendQuarantined(tenant, blueprint.name)
  const [first] = items
  const wanted = blueprint.fields.find(({ key }) => key === first.targetField)
  const was = look === 'for-all' ? '' : String(first.value ?? '')
  const [text, setText] = useState(was)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (first.field === null || text.trim() === was) return
    const typed = typeof first.value === 'number' ? Number(text.replace(',', '.')) : text.trim()
    const value = typed === '' || Number.isNaN(typed) ? null : typed
    const mending = { ids: items.map(({ record }) => record.id), version: first.version, field: first.field, value }
    const tell = (job: Job) => {
      onTried?.(job)
      // What trying has brought may stand out of sight.
      if (job.quarantined && wanted)
        showFailed(t('mend.stillWaits', { value: text.trim(), name: nameOf(wanted), fitting: sayFitting(wanted) }))
      else if (job.quarantined) showFailed(t('mend.otherWaits'))
      else if (look === 'alone') showDone(t('mend.moved'))
    }
    // A refusal is said where it was typed.
    void mend.mutateAsync(mending).then(tell, () => undefined)
  }
  return (
    <form onSubmit={save} className={classes[look]}>
      <TextInput
        size={look === 'alone' ? 'sm' : 'xs'}
        {...(look === 'in-a-row' ? { 'aria-label': label } : { label })}
        {...(wanted && look === 'alone' ? { description: sayWhatFits(wanted) } : {})}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autoComplete="off"
        {...(mend.error ? { error: mend.error.message } : {})}
      />
      <Button
        type="submit"
        size={look === 'alone' ? 'sm' : 'xs'}
        variant={look === 'alone' ? 'filled' : 'default'}
        loading={mend.isPending}
        disabled={text.trim() === was}
      >
        {t('mend.save')}
      </Button>
    </form>
  )
}
