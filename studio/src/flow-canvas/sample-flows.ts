// Flows as companies draw them, for measuring how well drawings come out.
import type { Flow } from '../api/flows-api.ts'

/** `A, B > C: words` per transition, the first state is where records begin; `*` is anywhere; groups by name. */
function flowOf(name: string, text: string, groups: { readonly [key: string]: readonly string[] } = {}): Flow {
  const transitions = text.split(';').map((part, at) => {
    const [ends = '', label = ''] = part.split(':').map((one) => one.trim())
    const [from = '', to = ''] = ends.split('>').map((one) => one.trim())
    const sources = from.split(',').map((one) => one.trim())
    return { event: `e${at}`, label, from: from === '*' ? ('*' as const) : sources, to }
  })
  const keys = [...new Set(transitions.flatMap(({ from, to }) => [...(from === '*' ? [] : from), to]))]
  const leaves = new Set(transitions.flatMap(({ from }) => (from === '*' ? keys : from)))
  return {
    name,
    version: 1,
    blueprint: name,
    stateField: 'status',
    initial: keys[0] ?? '',
    states: Object.fromEntries(keys.map((key) => [key, leaves.has(key) ? {} : { type: 'final' as const }])),
    transitions,
    ...(Object.keys(groups).length > 0 && {
      groups: Object.fromEntries(Object.entries(groups).map(([key, states]) => [key, { label: key, states }])),
    }),
  }
}

export const sampleFlows: readonly Flow[] = [
  flowOf('parcel', 'Pending > Under way: Start; Under way > Delivered: Deliver'),
  flowOf(
    'returns',
    'Pending > Under way: Send out; Under way > Delivered: Deliver; Under way > Returned: Bring back; Returned > Under way: Send out again',
  ),
  flowOf('task', 'To do > Doing: Begin; Doing > Done: Finish; Doing > To do: Put back; Done > To do: Open again'),
  flowOf(
    'ticket',
    'New > Open: Take it; Open > Waiting: Ask the customer; Waiting > Open: Answer arrived; Open > Solved: Solve; Waiting > Solved: Close without an answer; Solved > Open: Open again; Solved > Closed: Close for good',
  ),
  flowOf(
    'order',
    'Placed > Confirmed: Confirm; Confirmed > Packed: Pack; Packed > Shipped: Hand to the carrier; Shipped > Received: Received; Placed, Confirmed, Packed > Cancelled: Cancel',
  ),
  flowOf(
    'cancel from anywhere',
    'Placed > Confirmed: Confirm; Confirmed > Packed: Pack; Packed > Shipped: Ship; * > Cancelled: Cancel',
  ),
  flowOf(
    'invoice',
    'Draft > Sent: Send; Sent > Paid: Record the payment; Sent > Overdue: Due date passed; Overdue > Paid: Record a late payment; Overdue > Written off: Write it off; Sent > Draft: Call it back',
  ),
  flowOf(
    'hiring',
    'Applied > Screening: Look at it; Screening > Interview: Invite; Interview > Offer: Make an offer; Offer > Hired: Accepted; Screening > Rejected: Turn down; Interview > Rejected: Turn down; Offer > Rejected: Declined; Interview > Interview: Another round',
  ),
  flowOf(
    'leave',
    'Asked > Approved: Approve; Asked > Refused: Refuse; Refused > Asked: Ask again; Approved > Taken: Came back; Approved > Withdrawn: Withdraw; Asked > Withdrawn: Withdraw',
  ),
  flowOf(
    'contract',
    'Draft > Legal check: Hand to legal; Legal check > Draft: Changes wanted; Legal check > Signing: Approve; Signing > Draft: Start over; Signing > Running: Both signed; Running > Ended: Ends; Running > Terminated: Terminate early; Running > Signing: Renew',
  ),
  flowOf(
    'claim',
    'Reported > Assigned: Assign; Assigned > Inspected: Inspect; Inspected > Approved: Approve; Inspected > Denied: Deny; Denied > Appealed: Appeal; Appealed > Inspected: Inspect again; Approved > Paid: Pay out; Assigned > Reported: Give back; Approved > Denied: Revoke',
  ),
  flowOf('hub', 'A > Hub: To the hub; Hub > B: One; Hub > C: Two; Hub > D: Three; Hub > E: Four; Hub > F: Five'),
  flowOf('funnel', 'A > F: One; B > F: Two; C > F: Three; D > F: Four; E > F: Five; F > G: On'),
  flowOf('ring', 'A > B: To B; B > C: To C; C > D: To D; D > E: To E; E > A: Back to the beginning'),
  flowOf(
    'both ways',
    'A > B: Forward; B > A: Back; B > C: Forward; C > B: Back; C > D: Forward; D > C: Back; A > D: Skip; D > A: All the way back',
  ),
  flowOf(
    'everything',
    'A > B: a to b; A > C: a to c; A > D: a to d; B > A: b to a; B > C: b to c; B > D: b to d; C > A: c to a; C > B: c to b; C > D: c to d; D > A: d to a; D > B: d to b; D > C: d to c',
  ),
  flowOf(
    'repair',
    'Booked > Received: Device arrived; Received > Diagnosed: Diagnose; Diagnosed > Quoted: Send a quote; Quoted > Repairing: Customer agrees; Quoted > Returning: Customer declines; Repairing > Testing: Repaired; Testing > Repairing: Still broken; Testing > Returning: Works; Returning > Closed: Picked up; * > Lost: Lost',
  ),
  flowOf(
    'publication',
    'Idea > Writing: Assign; Writing > Editing: Hand in; Editing > Writing: Send back; Editing > Proofs: Typeset; Proofs > Editing: Too many mistakes; Proofs > Published: Publish; Published > Archived: Archive; Idea > Dropped: Drop; Writing > Dropped: Drop; Editing > Dropped: Drop',
  ),
  flowOf(
    'grouped',
    'New > Sorted: Sort; Sorted > Loaded: Load; Loaded > Driving: Drive off; Driving > Handed over: Hand over; Driving > Not at home: Nobody opens; Not at home > Driving: Try again; New, Sorted, Loaded > Stopped: Stop it',
    { 'In the depot': ['New', 'Sorted', 'Loaded'] },
  ),
  flowOf(
    'two groups',
    'Lead > Qualified: Qualify; Qualified > Proposal: Propose; Proposal > Won: Win; Lead, Qualified, Proposal > Lost: Lose; Won > Onboarding: Begin; Onboarding > Live: Go live; Live > Paused: Pause; Paused > Live: Resume; Onboarding, Live, Paused > Left: Leave',
    { Selling: ['Lead', 'Qualified', 'Proposal'], Serving: ['Onboarding', 'Live', 'Paused'] },
  ),
  flowOf('one state', 'Open > Open: Note something down'),
]
