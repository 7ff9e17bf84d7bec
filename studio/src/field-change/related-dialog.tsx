// A field moves to the records that a link leads to: by which link, what counts where they disagree, and what that comes to.
import { Button, Group, Loader, Modal, Radio, Select, Stack, Text } from '@mantine/core'
import type { JsonObject } from '@molde/engine'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { ApiError } from '../api/api-client.ts'
import { addField, type Blueprint, type WireField } from '../api/blueprints-api.ts'
import { useDefinitions } from '../api/model-api.ts'
import { keys } from '../api/query-client.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { useIsPhone } from '../ui/use-is-phone.ts'
import { columnFor, columnIn, isKeyTaken, withColumn } from './related-links.ts'
import type { Choose } from './related-trial.ts'
import { RelatedTrialPanel } from './related-trial-panel.tsx'
import type { TriedOp } from './tried-op.ts'

export interface RelatedDialogProps {
  readonly tenant: string
  /** Whose field moves, the field, and the links by which it can. */
  readonly published: Blueprint
  readonly field: WireField
  readonly links: readonly WireField[]
  /** Reads the op where the draft stands; the kind of record it moves to may lack the field yet. */
  readonly tryOp: (op: JsonObject, target: Blueprint) => TriedOp
  readonly onClose: () => void
  readonly onDone: (op: JsonObject, target: Blueprint) => void
}

export function RelatedDialog(props: RelatedDialogProps) {
  const { tenant, field, onClose } = props
  const { t } = useText()
  const label = useFieldName()(field)
  const isPhone = useIsPhone()
  const definitions = useDefinitions(tenant)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('toRelated.title', { name: label })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="xl"
      fullScreen={isPhone}
    >
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          {t('toRelated.about', { name: label })}
        </Text>
        {definitions.error !== null && <ErrorNotice error={definitions.error} />}
        {definitions.data ? (
          <Choosing {...props} blueprints={definitions.data} />
        ) : (
          definitions.error === null && <Loader size="sm" aria-label={t('common.loading')} />
        )}
      </Stack>
    </Modal>
  )
}

const ways: readonly Choose[] = ['newest', 'most-common', 'ask']

function Choosing(props: RelatedDialogProps & { readonly blueprints: readonly Blueprint[] }) {
  const { tenant, published, field, links, blueprints, tryOp, onClose, onDone } = props
  const { t } = useText()
  const nameOf = useFieldName()
  const client = useQueryClient()
  const [via, setVia] = useState(links[0]?.id)
  const [choose, setChoose] = useState<Choose>('newest')
  const link = links.find(({ id }) => id === via)
  const there = blueprints.find(({ name }) => name === link?.blueprint)
  const isTaken = there !== undefined && isKeyTaken(there, field)
  const isMissing = there !== undefined && !isTaken && columnIn(there, field) === undefined
  const target = useMemo(() => (there && isMissing ? withColumn(there, field) : there), [there, isMissing, field])
  const op = useMemo(
    () => (link ? { op: 'moveToRelated', field: field.id, via: link.id, choose } : undefined),
    [field, link, choose],
  )
  const tried = useMemo(() => op && target && tryOp(op, target), [op, target, tryOp])
  const make = useMutation({ mutationFn: (name: string) => addField(tenant, name, columnFor(field)) })
  const act = async () => {
    if (!op || !target) return
    onDone(op, isMissing ? await make.mutateAsync(target.name) : target)
    if (isMissing) await client.invalidateQueries({ queryKey: keys.blueprints(tenant) })
  }
  const kind = there ? nameOf({ key: there.name, label: there.label }) : ''
  const label = nameOf(field)
  const waits = make.error instanceof ApiError && make.error.status === 412
  return (
    <>
      {links.length > 1 && (
        <Select
          label={t('toRelated.via')}
          data={links.map((one) => ({ value: one.id, label: nameOf(one) }))}
          value={via ?? null}
          onChange={(id) => setVia(id ?? undefined)}
          allowDeselect={false}
        />
      )}
      <Radio.Group
        label={t('toRelated.choose')}
        description={t('toRelated.chooseAbout', { kind })}
        value={choose}
        onChange={(value) => setChoose(value as Choose)}
      >
        <Stack gap={6} mt={6}>
          {ways.map((way) => (
            <Radio
              key={way}
              value={way}
              label={t(`toRelated.choose_${way}`)}
              description={t(`toRelated.choose_${way}_about`)}
              data-autofocus={way === 'newest' || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      {isMissing && (
        <Text size="sm" c="dimmed">
          {t('toRelated.adds', { kind, name: label })}
        </Text>
      )}
      {isTaken && (
        <Text size="sm" c="var(--molde-warn)">
          {t('toRelated.taken', { kind, name: field.key })}
        </Text>
      )}
      {tried && target && link && !isTaken && (
        <RelatedTrialPanel
          tenant={tenant}
          blueprint={published.name}
          moving={{ field, link, column: field.key, choose }}
          target={target}
          tried={tried}
        />
      )}
      {make.error !== null && (
        <ErrorNotice error={make.error} {...(waits ? { text: t('toRelated.targetWaits', { kind }) } : {})} />
      )}
      <Group justify="flex-end" className="last-acts dialog-acts">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        {/* What went wrong is said above. */}
        <Button
          disabled={!tried || tried.issues !== undefined || isTaken}
          loading={make.isPending}
          onClick={() => void act().catch(() => undefined)}
        >
          {t('toRelated.do')}
        </Button>
      </Group>
    </>
  )
}
