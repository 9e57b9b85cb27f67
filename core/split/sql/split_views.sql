-- Splits as their cards show them: the people as they are called today, the payments as they are now.
-- $1 references
select
  s.reference, s.asset, s.total, s.mode, s.memo, s.state, s.ended_at, s.created_at, s.expires_at,
  (
    select jsonb_build_object('id', owner.public_id, 'name', owner.name, 'identities', owner.identities)
    from person named join person_view owner on owner.id = coalesce(named.merged_into, named.id)
    where named.id = s.owner
  ) as owner,
  (
    select jsonb_agg(
      jsonb_build_object(
        'person', jsonb_build_object('id', person.public_id, 'name', person.name, 'identities', person.identities),
        'amount', share.amount::text,
        'given_back', share.given_back::text,
        'remaining', share.remaining::text,
        'weight', share.weight::text,
        'state', share.state
      ) order by share.position
    )
    from split_share_view share
    join person_view person on person.id = share.person
    where share.split = s.id and share.takes_part
  ) as shares,
  (select jsonb_object_agg(i.kind, i.key) from intent i where i.subject = s.id and i.kind like 'split\_%') as buttons
from split s
where s.reference = any($1::text[])
