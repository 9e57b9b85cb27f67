-- Transfers with their legs: those asked for, what ended those of them that are holds, and what reversed any of them.
-- $1 transfers
with ended as (
  select id from transfer where id = any($1::bigint[])
  union
  select resolved_by from hold where id = any($1::bigint[]) and resolved_by is not null
), wanted as (
  select id from ended
  union
  select id from transfer where reverses in (select id from ended)
)
select t.id, t.verb, t.code, t.key, t.created_at, t.reverses, t.xmin::text as written_in,
  h.id as hold, h.state as hold_state, h.expires_at as hold_expires_at,
  coalesce(
    case when t.verb = 'hold' then (
      select jsonb_agg(
        jsonb_build_object('account', a.id::text, 'owner', a.owner, 'purpose', a.purpose, 'asset', a.asset, 'amount', l.amount::text)
        order by l.amount
      )
      from hold_leg l join account a on a.id = l.account_id where l.hold_id = t.id
    ) else (
      select jsonb_agg(
        jsonb_build_object(
          'account', a.id::text, 'owner', a.owner, 'purpose', a.purpose, 'asset', a.asset, 'amount', e.amount::text,
          'version', e.version::text, 'balance', e.balance::text
        ) order by e.amount
      )
      from entry e join account a on a.id = e.account_id where e.transfer_id = t.id
    ) end,
    '[]'
  ) as legs
from transfer t
left join hold h on h.id = t.hold_id
where t.id in (select id from wanted)
order by t.id
