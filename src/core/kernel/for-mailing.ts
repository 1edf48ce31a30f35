/** What is mailed to customers as advertising on their consent: its address comes back with the next list (AVG 7(3), 21(3)). */
const MAILINGS: readonly string[] = ['newsletter', 'offers'];

/** Whether somebody who withdraws these consents goes on the list of mail stops, as after an objection (R33). */
export function isForMailing(consents: readonly string[]): boolean {
  return consents.some((consent) => MAILINGS.includes(consent));
}
