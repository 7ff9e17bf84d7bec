// Rows become records of their own: what they will be, and how many there are, before anything is kept.

import { Alert, Button, Group, List, Loader, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type JsonObject, sayIssue } from '@molde/engine'
import { useMemo, useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useDrafts } from '../api/drafts-api.ts'
import { useDefinitions } from '../api/model-api.ts'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { countRows, rowsOp } from './rows-op.ts'
import type { TryOp } from './tried-op.ts'
import { useRealRecords } from './use-real-records.ts'

export interface RowsDialogProps {
  readonly tenant: string
  readonly published: Blueprint
  /** The repeating group as it is published. */
  readonly field: WireField
  readonly tryOp: TryOp
  readonly onClose: () => void
  readonly onDone: (op: JsonObject) => void
}

export function RowsDialog({ tenant, published, field, tryOp, onClose, onDone }: RowsDialogProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const isPhone = useIsPhone()
  const definitions = useDefinitions(tenant)
  const drafts = useDrafts(tenant)
  const found = useRealRecords(tenant, published.name)
  const error = definitions.error ?? drafts.error ?? found.error
  const label = nameOf(field)
  const parent = nameOf({ key: published.name, label: published.label })
  const [said, setSaid] = useState(label)
  const name = said.trim()
  const op = useMemo(() => {
    if (!definitions.data || !drafts.data || name === '') return undefined
    const taken = [...definitions.data.map(({ name }) => name), ...Object.keys(drafts.data.planned)]
    // As the field is called, in every language.
    return rowsOp(published, field, { rows: name, parent, ...(name !== label && { name }) }, new Set(taken))
  }, [definitions.data, drafts.data, published, field, label, name, parent])
  const tried = useMemo(() => op && tryOp(op), [op, tryOp])
  const counts = found.data && countRows(found.data.records, field)
  const fields = (field.fields ?? []).map(nameOf).join(', ')
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('rows.title', { name: label })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
      fullScreen={isPhone}
    >
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {t('rows.about')}
        </Text>
        <TextInput
          label={t('passage.newKind')}
          value={said}
          onChange={(event) => setSaid(event.currentTarget.value)}
          data-autofocus
        />
        <List spacing="xs" size="sm">
          <List.Item>{t('rows.become', { name: name || label, fields })}</List.Item>
          <List.Item>{t('rows.link', { parent })}</List.Item>
          <List.Item>{t('rows.rights', { parent })}</List.Item>
          <List.Item>{t('rows.back')}</List.Item>
        </List>
        {error !== null && <ErrorNotice error={error} />}
        {counts ? <Counts counts={counts} /> : error === null && <Loader size="sm" aria-label={t('common.loading')} />}
        {tried?.issues && (
          <Alert color="bad" variant="light">
            {tried.issues.map((one) => sayIssue(one, readerHere())).join(' ')}
          </Alert>
        )}
        <Group justify="flex-end" className="last-acts dialog-acts">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={!op || !tried || tried.issues !== undefined} onClick={() => op && onDone(op)}>
            {t('rows.do')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function Counts({ counts: { looked, records, rows, empty } }: { readonly counts: ReturnType<typeof countRows> }) {
  const { t } = useText()
  const formats = useFormats()
  return (
    <Stack gap={4} className="numbers">
      <Text size="sm" fw={600}>
        {t('rows.count', { count: rows, shown: formats.number(rows) })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('rows.countIn', { count: records, shown: formats.number(records), looked: formats.number(looked) })}
      </Text>
      {empty > 0 && (
        <Text size="sm" c="dimmed">
          {t('rows.empty', { count: empty, shown: formats.number(empty) })}
        </Text>
      )}
    </Stack>
  )
}
