// Whether the sheet of keys is open: asked for by `?`, by Ctrl+K, by the menu of the account.
import { create } from 'zustand'

export const useKeysSheet = create<{ opened: boolean }>(() => ({ opened: false }))
export const openKeys = () => useKeysSheet.setState({ opened: true })
export const closeKeys = () => useKeysSheet.setState({ opened: false })
