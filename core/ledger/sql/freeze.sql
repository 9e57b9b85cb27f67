-- Freezes or unfreezes every account of an owner, locking them in the order that the kernel keeps.
-- $1 owner, $2 frozen
with locked as (
  select id from account where owner = $1 order by id for no key update
)
update account set frozen = $2 where id in (select id from locked) and frozen <> $2;
