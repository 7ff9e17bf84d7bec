// The buttons below a form; they belong to it by its id.
import { Button, Group } from '@mantine/core'
import { useText } from '../text/text.ts'

export interface FormFooterProps {
  readonly formId: string
  readonly action: string
  readonly pending: boolean
  readonly onCancel?: () => void
}

export function FormFooter({ formId, action, pending, onCancel }: FormFooterProps) {
  const { t } = useText()
  return (
    <Group justify="flex-end" mt="lg" className="page-actions">
      {onCancel && (
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      )}
      <Button type="submit" form={formId} loading={pending}>
        {action}
      </Button>
    </Group>
  )
}
