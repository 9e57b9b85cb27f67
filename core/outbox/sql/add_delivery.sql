-- Writes a message to be shown.
-- $1 lane, $2 platform, $3 audience, $4 conversation, $5 person, $6 the person as text, $7 subject, $8 locale, $9 reply context
insert into delivery (lane, platform, audience, conversation, person, person_key, subject, locale, reply)
values ($1, $2, $3, $4::text::jsonb, $5::text::jsonb, $6, $7::text::jsonb, $8, $9::text::jsonb)
returning id;
