// Links that exist shall lead to another kind of record: to which, and by which text the records of both are matched.

import { Alert, Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { type JsonObject, sayIssue } from '@molde/engine'
import { useState } from 'react'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { useDefinitions } from '../api/model-api.ts'
import { readerHere } from '../text/reader-here.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { SearchSelect } from '../ui/search-select.tsx'
import { commonMatches } from './link-values.ts'
import type { TriedOp } from './tried-op.ts'

export interface RetargetDialogProps {
  readonly tenant: string
  readonly field: WireField
  /** The kind that is meant, until another one is chosen. */
  readonly meant?: string | undefined
  /** Reads the op where the draft stands; `known` are the kinds that it must see. */
  readonly tryOp: (op: JsonObject, known: readonly Blueprint[]) => TriedOp
  readonly onClose: () => void
  readonly onDone: (op: JsonObject, known: readonly Blueprint[]) => void
}

export function RetargetDialog({ tenant, field, meant, tryOp, onClose, onDone }: RetargetDialogProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const wordsOf = ({ name, label }: Blueprint) => nameOf({ key: name, label })
  const { data: kinds = [], error } = useDefinitions(tenant)
  const [name, setName] = useState(meant)
  const [chosen, setChosen] = useState<string>()
  const past = kinds.find((one) => one.name === field.blueprint)
  const target = kinds.find((one) => one.name === name)
  const matches = past && target ? commonMatches(past, target) : []
  const match = matches.find(({ key }) => key === chosen) ?? matches[0]
  const op = target && match && { op: 'retarget', field: field.id, blueprint: target.name, match: match.key }
  const known = past && target ? [past, target] : []
  const issues = op ? (tryOp(op, known).issues ?? []) : []
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('kinds.retargetTitle', { name: nameOf(field) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('kinds.retargetAbout')}
        </Text>
        {error && <ErrorNotice error={error} />}
        <SearchSelect
          label={t('design.relationTo')}
          placeholder={t('kinds.whichKind')}
          data={kinds
            .filter((one) => one.name !== field.blueprint)
            .map((one) => ({ value: one.name, label: wordsOf(one) }))}
          value={name ?? null}
          onChange={(next) => setName(next ?? undefined)}
          limit={100}
          // Its list would cover what is said of the kind that is meant.
          data-autofocus={meant === undefined || undefined}
        />
        {matches.length > 1 && (
          <Select
            label={t('kinds.sameText')}
            data={matches.map((one) => ({ value: one.key, label: nameOf(one) }))}
            value={match?.key ?? null}
            onChange={(next) => setChosen(next ?? undefined)}
            allowDeselect={false}
          />
        )}
        {past && target && (
          <Text size="sm" role="status">
            {match
              ? t('kinds.retargetBy', { from: wordsOf(past), to: wordsOf(target), field: nameOf(match) })
              : t('kinds.nothingInCommon', { from: wordsOf(past), to: wordsOf(target) })}
          </Text>
        )}
        {issues.length > 0 && (
          <Alert color="bad" variant="light">
            {issues.map((issue) => sayIssue(issue, readerHere())).join(' ')}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            disabled={!op || issues.length > 0}
            onClick={() => op && onDone(op, known)}
            data-autofocus={meant !== undefined || undefined}
          >
            {t('kinds.retargetDo')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
