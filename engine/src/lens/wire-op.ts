// How does an op as the API says it (names) become one that is stored (ids), and back?
import { opKind } from '../lens-ops/all-ops.ts'
import { opTools } from './op-tools.ts'

export const { readOp, wireOp, versionAfter, stepsOf, kindOf } = opTools(opKind)
