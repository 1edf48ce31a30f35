/** What is logged of an answer that has left: links to it, and those for another controller (AVG 20(2)); never whose they are. */
export const ANSWER_EVENTS = {
  mail_link: 'link_mailed',
  open_answer: 'answer_opened',
  download_answer: 'answer_downloaded',
  hand_over_portable: 'portable_handed_over',
  take_portable: 'portable_taken',
  stop_portable: 'portable_stopped',
} as const;
