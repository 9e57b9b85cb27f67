-- Evidence against tampering. The kernel writes one journal row per call that accepted something, with a digest of each of its transfers;
-- a sealer chains the rows by hashes afterwards. A chain inside the money path would make every writer wait for the one before it.
--
-- The digest of a transfer is sha256 over the UTF-8 of this JSON array, spaced as json_build_array does it; moments are whole microseconds
-- since the epoch, and what does not apply is null:
--   [id, key, request_hash in hex, verb, code, hold_id, reverses, event_at, created_at, legs, expires_at of a hold]
-- legs: the transfer's entries as account:amount:version:balance, a hold's as account:amount, by ascending account, joined by commas.

create table journal (
  id          bigint generated always as identity primary key,
  transfers   bigint[] not null check (cardinality(transfers) > 0),
  digests     bytea not null check (octet_length(digests) = 32 * cardinality(transfers)),
  created_at  timestamptz not null,
  seal        bigint
);
-- Digests do not get smaller by being compressed.
alter table journal alter digests set storage external;
create index journal_unsealed on journal (id) where seal is null;
comment on table journal is 'What was accepted together. Ids are given before the commit: a higher one may be there before a lower one';
comment on column journal.digests is 'One digest of 32 bytes per transfer, in the same order';
comment on column journal.seal is 'The number of its seal; null until it is sealed';

create table seal (
  number     bigint primary key check (number > 0),
  journals   bigint[] not null check (cardinality(journals) > 0),
  hash       bytea not null check (octet_length(hash) = 32),
  sealed_at  timestamptz not null
);
comment on table seal is 'The chain: 1, 2, 3 … without a gap; each hash covers the one before it and the journal rows that it names, in their order';

-- What is there already. Nobody writes in the meantime, so that nothing is left out.
lock table transfer, entry, hold, hold_leg in share mode;
insert into journal (transfers, digests, created_at)
select array_agg(id order by id), string_agg(digest, '' order by id), max(created_at)
from (
  select t.id, t.created_at, (row_number() over (order by t.id) - 1) / 1000 as row,
    sha256(convert_to(json_build_array(
      t.id, t.key, encode(t.request_hash, 'hex'), t.verb, t.code, t.hold_id, t.reverses,
      (extract(epoch from t.event_at) * 1000000)::bigint, (extract(epoch from t.created_at) * 1000000)::bigint,
      case when t.verb = 'hold' then h.legs else e.legs end, (extract(epoch from h.expires_at) * 1000000)::bigint)::text, 'UTF8')) as digest
  from transfer t
  left join (
    select transfer_id, string_agg(concat_ws(':', account_id, amount, version, balance), ',' order by account_id) as legs
    from entry group by transfer_id
  ) e on e.transfer_id = t.id
  left join (
    select h.id, h.expires_at, string_agg(concat_ws(':', l.account_id, l.amount), ',' order by l.account_id) as legs
    from hold h join hold_leg l on l.hold_id = h.id group by h.id
  ) h on h.id = t.id
) x
group by row
order by row;

create trigger journal_immutable before update of id, transfers, digests, created_at or delete or truncate on journal
for each statement execute function refuse_change();
create trigger journal_sealed_once before update on journal for each row
when (old.seal is not null or new.seal is null) execute function refuse_change();
create trigger seal_immutable before update or delete or truncate on seal for each statement execute function refuse_change();
alter table journal enable always trigger journal_immutable;
alter table journal enable always trigger journal_sealed_once;
alter table seal enable always trigger seal_immutable;
