// Back to where somebody came from; who came by the address itself is led to a place that is given.
import { useCanGoBack, useRouter } from '@tanstack/react-router'

export function useGoBack(otherwise: () => unknown): () => void {
  const { history } = useRouter()
  const canGoBack = useCanGoBack()
  return () => {
    if (canGoBack) history.back()
    else otherwise()
  }
}
