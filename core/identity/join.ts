/** Two people become one, with one balance. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { derivedKey } from '../ids.ts';
import type { Submission } from '../ledger/index.ts';
import { type Money, money } from '../money.ts';
import type { PersonView } from '../notices.ts';
import { addDelivery } from '../outbox/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { contactOf, type KnownIdentity, loadPeople, lockPeople, type Person, viewOf } from './person.ts';
