import { expect, test } from 'vitest';
import { describeSchema } from '../../core/db/index.ts';
import { freshDatabase } from '../support/database.ts';

test('the snapshot in core/db/schema.sql is what the migrations make', async () => {
  const { sql } = await freshDatabase();
  await expect(await describeSchema(sql)).toMatchFileSnapshot('../../core/db/schema.sql');
});
