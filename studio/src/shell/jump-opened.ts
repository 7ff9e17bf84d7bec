// Is the jump box open? Apart from the box, which is only fetched when somebody asks for it.
import { create } from 'zustand'

const useOpened = create<{ opened: boolean }>(() => ({ opened: false }))

export const openJumpBox = () => useOpened.setState({ opened: true })
export const closeJumpBox = () => useOpened.setState({ opened: false })
export const useJumpOpened = () => useOpened((state) => state.opened)
