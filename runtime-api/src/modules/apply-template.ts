// Gives a new tenant the definitions of a template. Until the definitions' operations exist, a template gives nothing.
import type { Scope } from '../runtime.ts'

export async function applyTemplate(_scope: Scope, _name: string): Promise<void> {}
