-- A seal keeps the hash of each journal row that it covers, so that the audit names the row that was changed and not only its seal.
alter table seal
  add column journal_hashes bytea not null,
  add check (octet_length(journal_hashes) = 32 * cardinality(journals));
alter table seal alter journal_hashes set storage external;
comment on column seal.journal_hashes is 'The hash of each of its journal rows, 32 bytes each, in the same order';
