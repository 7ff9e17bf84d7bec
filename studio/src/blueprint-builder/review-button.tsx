// Leads to the review of what was edited, once it is saved.
import { Button } from '@mantine/core'
import { useText } from '../text/text.ts'

export interface ReviewButtonProps {
  readonly disabled: boolean
  /** Throws what the page then says. */
  readonly save: () => Promise<void>
  readonly onReview: () => void
}

export function ReviewButton({ disabled, save, onReview }: ReviewButtonProps) {
  const { t } = useText()
  return (
    <Button disabled={disabled} onClick={() => void save().then(onReview, () => undefined)}>
      {t('design.reviewAndPublish')}
    </Button>
  )
}
