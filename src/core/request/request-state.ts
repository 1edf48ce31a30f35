export const REQUEST_STATUSES = [
  'received',
  'awaiting_identity',
  'gathering',
  'awaiting_approval',
  'executing',
  'answered',
  'answered_generally',
  'refused',
  'withdrawn',
  'lapsed',
  'anonymised',
] as const;

export type RequestStatus = (typeof REQUEST_STATUSES)[number];
