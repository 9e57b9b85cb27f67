-- Tips that are given: with the tallies of their targets, their tippers' notes, and the buttons to take them back.
-- $1 tips as JSON text: reference, target, tally (a delivery), tipper, author, emoji, asset, amount, escrowed, key, hold, note,
--   note_delivery, keeps_note (further tips go into it), undo_key; $2 now, $3 undo until
with asked as materialized (
  select nextval(pg_get_serial_sequence('tip', 'id')) as id, t.*
  from jsonb_to_recordset($1::text::jsonb) as t (
    reference text, target bigint, tally bigint, tipper bigint, author bigint, emoji text, asset text, amount numeric, escrowed boolean,
    key text, hold bigint, note text, note_delivery bigint, keeps_note boolean, undo_key text
  )
), tallied as (
  update tip_target m set delivery = a.tally
  from (select distinct target, tally from asked) a
  where m.id = a.target and m.delivery is distinct from a.tally
), noted as (
  update tip_person p set
    note = a.note, note_delivery = a.note_delivery,
    noted_at = case when p.note = a.note then p.noted_at else $2 end
  from asked a
  where p.person = a.tipper and a.keeps_note
), buttons as (
  insert into intent (key, kind, person, subject, created_at) select undo_key, 'tip_undo', tipper, id, $2 from asked
)
insert into tip (
  id, reference, target, tipper, author, emoji, asset, amount, state, escrowed, key, hold, undo_until, note, note_delivery, made_at
)
overriding system value
select id, reference, target, tipper, author, emoji, asset, amount, 'held', escrowed, key, hold, $3, note, note_delivery, $2
from asked order by id
