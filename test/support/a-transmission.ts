import type { TransmissionRow } from '../../src/core/application/transmission-ports.ts';
import { type LetterId, newToken, type RequestId } from '../../src/core/kernel/ids.ts';
import { termEnd } from '../../src/core/kernel/retention-terms.ts';

/** A link for another controller that was sent then, and that nobody has opened. */
export function aTransmission(
  requestId: RequestId,
  letterId: LetterId,
  createdAt: Date,
): Omit<TransmissionRow, 'openedAt' | 'revokedAt'> {
  const expiresAt = termEnd('transmission', createdAt);
  const secrets = { tokenHash: newToken(), codeHash: newToken(), stopTokenHash: newToken() };
  return { ...secrets, requestId, letterId, createdAt, expiresAt };
}
