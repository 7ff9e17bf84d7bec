// Destroys a kind of record that lies in the trash, once its name was typed and the reason given.
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { usePurgeBlueprint } from '../api/blueprints-api.ts'
import { useText } from '../text/text.ts'
import { useFormats } from '../text/use-formats.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { NameToType } from '../ui/name-to-type.tsx'
import { showDone } from '../ui/undo-toast.tsx'
import { DestroyMenu } from './destroy-menu.tsx'

export interface PurgeBlueprintProps {
  readonly tenant: string
  readonly id: string
  /** Its name in the API. */
  readonly name: string
  readonly title: string
  readonly records: number
}

export function PurgeBlueprint(props: PurgeBlueprintProps) {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  const { title } = props
  return (
    <>
      <DestroyMenu title={title} onDestroy={() => setAsking(true)} />
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('trash.purgeTitle', { title })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {asking && <Asking {...props} onClose={() => setAsking(false)} />}
      </Modal>
    </>
  )
}

function Asking({ tenant, id, name, title, records, onClose }: PurgeBlueprintProps & { readonly onClose: () => void }) {
  const { t } = useText()
  const { number } = useFormats()
  const purge = usePurgeBlueprint(tenant)
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const isSaid = [title.trim(), name].includes(typed.trim()) && reason.trim() !== ''
  const act = (event: FormEvent) => {
    event.preventDefault()
    if (!isSaid) return
    const done = () => {
      showDone(t('trash.purging', { title }))
      onClose()
    }
    purge.mutate({ id, confirm: { [name]: reason.trim() } }, { onSuccess: done })
  }
  return (
    <form onSubmit={act}>
      <Stack gap="md">
        <Text>{t('trash.purgeKindAbout', { count: records, shown: number(records) })}</Text>
        <NameToType name={title.trim()} typed={typed} onType={setTyped} isFirst />
        <TextInput
          label={t('trash.why')}
          description={t('trash.whyAbout')}
          value={reason}
          maxLength={500}
          required
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {purge.error !== null && <ErrorNotice error={purge.error} />}
        <Group justify="flex-end" className="last-acts">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" color="bad" disabled={!isSaid} loading={purge.isPending}>
            {t('common.destroy')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
