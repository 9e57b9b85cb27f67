-- Whoever has to explain a payment finds every message about it.

-- What a message is about: of a card the reference of what it shows, of a notice the reference that it names.
create function delivery_reference(subject jsonb) returns text language sql immutable parallel safe as $$
  select coalesce(subject ->> 'id', subject ->> 'order', subject -> 'notice' ->> 'reference')
$$;

create index delivery_by_reference on delivery (delivery_reference(subject)) where delivery_reference(subject) is not null;
