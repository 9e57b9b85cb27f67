-- Writes a stretch of history at once, as the kernel would have written it call by call, 50 submissions to a call. Of each hundred
-- transfers 80 are posts, 10 are holds, and 10 are their captures in the next call. Nobody else may write meanwhile.
-- $1 number of the first transfer, counted from 0, and $2 how many: both multiples of 100
-- $3 ids of the accounts; the first of them is popular, and $4 of 1,000 payments are to it
-- $5 when number 0 happened, $6 milliseconds from one call to the next, $7 the id that comes before number 0's
with numbered as materialized (
  select
    n, n % 100 as place, $7::bigint + n + 1 as id, n / 50 as call,
    $5::timestamptz + n / 50 * $6::bigint * interval '1 millisecond' as at,
    -- A capture moves what was held ten numbers before it.
    case when n % 100 between 50 and 59 then n - 10 else n end as drawn
  from generate_series($1::bigint, $1::bigint + $2::bigint - 1) n
), drawn as materialized (
  select
    n, id, call, at,
    case when place between 40 and 49 then 'hold' when place between 50 and 59 then 'capture' else 'post' end as verb,
    case when place between 40 and 49 then id when place between 50 and 59 then id - 10 end as hold_id,
    case when place between 40 and 49 then at + $6::bigint * interval '1 millisecond' + interval '1 day' end as expires_at,
    ($3::bigint[])[1 + payer] as payer,
    ($3::bigint[])[1 + case when is_popular and payer <> 0 then 0 else (payer + step) % cardinality($3::bigint[]) end] as payee,
    amount
  from (
    select
      *,
      abs(hashint8extended(drawn, 1)) % cardinality($3::bigint[]) as payer,
      1 + abs(hashint8extended(drawn, 2)) % (cardinality($3::bigint[]) - 1) as step,
      1 + abs(hashint8extended(drawn, 3)) % 2000 as amount,
      abs(hashint8extended(drawn, 4)) % 1000 < $4::int as is_popular
    from numbered
  ) x
), submission as materialized (
  select
    *,
    case when verb = 'capture' then format('settle:%s', hold_id)
      else format('pay-0-of-1:discord:%s', 1000000000000000000 + n)
    end as key,
    sha256(convert_to(format('["%s","pay",false,"%s",%s]', verb, coalesce(case when verb = 'capture' then hold_id end::text, 'null'),
      case when verb = 'capture' then '[]'
        -- The legs as text, in the order of their characters.
        else format('["%s","%s"]', least(payer_leg, payee_leg), greatest(payer_leg, payee_leg))
      end), 'UTF8')) as request_hash
  from (
    select *, format('%s:%s', payer, -amount) collate "C" as payer_leg, format('%s:%s', payee, amount) collate "C" as payee_leg
    from drawn
  ) x
), entry_of as materialized (
  select
    l.id, l.account_id, l.amount,
    a.version + row_number() over so_far as version,
    a.credits_posted - a.debits_posted + sum(l.amount) over so_far as balance
  from (
    select id, payer as account_id, -amount::numeric as amount from submission where verb <> 'hold'
    union all
    select id, payee, amount from submission where verb <> 'hold'
  ) l
  join account a on a.id = l.account_id
  window so_far as (partition by l.account_id order by l.id)
), digest_of as materialized (
  -- As migration 0020_journal.sql defines it.
  select s.id, s.call, s.at, sha256(convert_to(json_build_array(
    s.id, s.key, encode(s.request_hash, 'hex'), s.verb, 'pay', s.hold_id, null,
    (extract(epoch from s.at) * 1000000)::bigint, (extract(epoch from s.at) * 1000000)::bigint, coalesce(e.legs, h.legs),
    (extract(epoch from s.expires_at) * 1000000)::bigint)::text, 'UTF8')) as digest
  from submission s
  left join (
    select id, string_agg(concat_ws(':', account_id, amount, version, balance), ',' order by account_id) as legs
    from entry_of
    group by id
  ) e on e.id = s.id
  left join lateral (
    select string_agg(concat_ws(':', l.account_id, l.amount), ',' order by l.account_id) as legs
    from (values (s.payer, -s.amount), (s.payee, s.amount)) l(account_id, amount)
    where s.verb = 'hold'
  ) h on true
), put_journal as (
  insert into journal (transfers, digests, created_at)
  select array_agg(id order by id), string_agg(digest, '' order by id), min(at) from digest_of group by call order by call
), put_transfer as (
  insert into transfer (id, key, request_hash, verb, code, hold_id, event_at, created_at)
  select id, key, request_hash, verb, 'pay', hold_id, at, at from submission order by id
), put_entry as (
  insert into entry (transfer_id, account_id, amount, version, balance)
  select id, account_id, amount, version, balance from entry_of order by id, account_id
), put_hold as (
  insert into hold (id, expires_at, state, resolved_by)
  select id, expires_at, 'captured', id + 10 from submission where verb = 'hold' order by id
), put_hold_leg as (
  insert into hold_leg (hold_id, account_id, amount)
  select id, account_id, amount
  from (
    select id, payer as account_id, -amount as amount from submission where verb = 'hold'
    union all
    select id, payee, amount from submission where verb = 'hold'
  ) l
  order by id, account_id
)
update account a set version = x.version, debits_posted = a.debits_posted + x.debits, credits_posted = a.credits_posted + x.credits
from (
  select account_id, max(version) as version, coalesce(-sum(amount) filter (where amount < 0), 0) as debits,
    coalesce(sum(amount) filter (where amount > 0), 0) as credits
  from entry_of
  group by account_id
) x
where a.id = x.account_id;
