import { afterEach, describe, expect, test } from 'vitest';
import type { RequestDetail } from '../../src/core/application/core-api.ts';
import { OWNER } from './memory-desk.ts';
import { IDS, sampleRequest } from './sample-requests.ts';
import { type Desk, startDesk } from './start-desk.ts';

let desk: Desk | undefined;
afterEach(() => desk?.stop());

async function cardOf(given: Partial<RequestDetail>, path = `/balie/verzoek/${IDS.ready}`) {
  desk = await startDesk({ week: { requests: [sampleRequest(given)], tasks: [] } });
  return desk.visitor(OWNER).get(path);
}

describe('a request for somebody else', () => {
  test('says so at the top of its page', async () => {
    expect((await cardOf({ thirdParty: true })).words).toContain('Vraagt voor iemand anders');
  });

  test('and one for oneself does not', async () => {
    expect((await cardOf({ thirdParty: false })).words).not.toContain('Vraagt voor iemand anders');
  });
});
