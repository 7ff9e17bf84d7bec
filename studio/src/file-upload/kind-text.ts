// A kind of file in plain words; a media type stands for itself.
import { fileKinds } from '@molde/engine'
import { useText } from '../text/text.ts'

export function useKindText(): (accepted: string) => string {
  const { t } = useText()
  return (accepted) => (Object.hasOwn(fileKinds, accepted) ? t(`files.kind.${accepted as 'pdf'}`) : accepted)
}
