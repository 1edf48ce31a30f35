/** What is logged of a link for another controller (AVG 20(2)): that it left, was used, was stopped; never whose it is. */
export const PORTABLE_EVENTS = {
  hand_over_portable: 'portable_handed_over',
  take_portable: 'portable_taken',
  stop_portable: 'portable_stopped',
} as const;
