// Which ops of a draft speak of states that only the flow itself may move?
import { type Issue, issue, type StoredOp } from '@molde/engine'

/** Records stand in states of a version of their flow: both change together, when the flow is published. */
export function flowsAlone(ops: readonly StoredOp[]): Issue[] {
  return ops.flatMap((op, i) => {
    if (op.op === 'flow') return [issue(['ops', i], 'flow-op-alone', { flow: String(op['flow']) })]
    const [past] = op.op === 'revert' ? (op['ops'] as readonly StoredOp[]).filter((one) => one.op === 'flow') : []
    return past ? [issue(['ops', i], 'revert-past-flow', { to: String(op['to']), flow: String(past['flow']) })] : []
  })
}
