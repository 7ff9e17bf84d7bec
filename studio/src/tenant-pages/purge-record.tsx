// Destroys a record that lies in the trash, once its name was typed.
import { useState } from 'react'
import { usePurgeRecord } from '../api/records-api.ts'
import { useText } from '../text/text.ts'
import { ConfirmByTyping } from '../ui/confirm-by-typing.tsx'
import { useErrorText } from '../ui/error-notice.tsx'
import { showDone, showFailed } from '../ui/undo-toast.tsx'
import { DestroyMenu } from './destroy-menu.tsx'

export interface PurgeRecordProps {
  readonly tenant: string
  readonly blueprint: string
  readonly id: string
  readonly title: string
}

export function PurgeRecord({ tenant, blueprint, id, title }: PurgeRecordProps) {
  const { t } = useText()
  const sayError = useErrorText()
  const purge = usePurgeRecord(tenant, blueprint)
  const [asking, setAsking] = useState(false)
  return (
    <>
      <DestroyMenu title={title} onDestroy={() => setAsking(true)} />
      <ConfirmByTyping
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('trash.purgeTitle', { title })}
        consequence={t('trash.purgeAbout')}
        name={title.trim()}
        action={t('common.destroy')}
        pending={purge.isPending}
        onConfirm={() =>
          purge.mutate(
            { id },
            {
              onSuccess: () => showDone(t('trash.purged', { title })),
              onError: (error) => showFailed(sayError(error)),
              onSettled: () => setAsking(false),
            },
          )
        }
      />
    </>
  )
}
