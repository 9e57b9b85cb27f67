/** From what a message is about to what it says now, by whichever capability knows. */
import type { SubjectView } from '../capability.ts';
import { batched, type Queryable, type Sql } from '../db/index.ts';
import type { Notice } from '../notices.ts';
import type { NoticeOf, Subject } from './write.ts';

/** What is asked at the same time is asked in one statement, of this many at most. */
const together_max = 100;

interface Subjects {
  /** In the caller's database transaction. */
  noticeOf: NoticeOf;
  /** Together with whoever asks at the same time. */
  noticeNow(subject: Subject): Promise<Notice>;
}

export function createSubjects(sql: Sql, views: ReadonlyMap<string, SubjectView>): Subjects {
  const viewOf = (kind: string): SubjectView => {
    const view = views.get(kind);
    if (!view) throw new Error(`No capability has the subject ${kind}`);
    return view;
  };
  const together = new Map(
    [...views].map(([kind, view]) => [kind, batched((ids: string[]) => view(sql, ids), together_max)]),
  );
  return {
    noticeOf: async (transaction: Queryable, subject) =>
      'notice' in subject ? subject.notice : (await viewOf(subject.kind)(transaction, [subject.id]))[0]!,
    noticeNow: async (subject) => {
      if ('notice' in subject) return subject.notice;
      viewOf(subject.kind);
      return together.get(subject.kind)!(subject.id);
    },
  };
}
