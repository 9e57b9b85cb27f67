-- Writes messages to be shown, and nudges the workers for those that nobody is to show at once. Returns their ids in order.
-- $1 messages as JSON text, with the columns' names, and `nudge`
with asked as (
  select * from rows from (jsonb_to_recordset($1::text::jsonb) as (
    lane text, platform text, audience text, conversation jsonb, person jsonb, person_key text, subject jsonb, locale text, reply jsonb,
    about jsonb, message_ref jsonb, nudge boolean
  )) with ordinality as message (
    lane, platform, audience, conversation, person, person_key, subject, locale, reply, about, message_ref, nudge, number
  )
), nudged as (
  insert into outbox (topic, lane) select distinct 'deliver', lane from asked where nudge
), added as (
  insert into delivery (lane, platform, audience, conversation, person, person_key, subject, locale, reply, about, message_ref)
  select lane, platform, audience, conversation, person, person_key, subject, locale, reply, about, message_ref from asked order by number
  returning id
)
select id from added order by id;
