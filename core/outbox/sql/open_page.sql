-- Somebody looks at their own page: it is to be shown as it is now, and again while they have it. Returns its delivery.
-- $1 the page as JSON text, a row of delivery; $2 when, as an ISO date
with page as (
  select * from jsonb_to_record($1::text::jsonb) as p (lane text, platform text, audience text, person jsonb, subject jsonb, locale text)
), known as (
  update delivery d set
    subject = p.subject || jsonb_build_object('opened_at', $2::text), locale = p.locale,
    wanted_revision = d.wanted_revision + 1, state = 'due', attempts = 0,
    due_since = case when d.state = 'due' then d.due_since else clock_timestamp() end,
    not_before = clock_timestamp(), updated_at = clock_timestamp()
  from page p
  where delivery_reference(d.subject) = p.subject ->> 'id' and d.audience = 'home'
  returning d.id
), added as (
  insert into delivery (lane, platform, audience, person, subject, locale)
  select lane, platform, audience, person, subject || jsonb_build_object('opened_at', $2::text), locale from page
  where not exists (select from known)
  returning id
)
select id from known union all select id from added limit 1;
