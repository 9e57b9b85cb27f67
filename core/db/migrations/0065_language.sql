-- In which language people are spoken to.

-- Null: as the chat says in which they are.
alter table person add column language text check (language ~ '^[a-z]{2,3}$');

-- Which events chose a language. Null: as the chat says.
create table language_choice (
  key text primary key,
  person bigint not null references person,
  language text,
  chosen_at timestamptz not null
);
create index language_choice_chosen_at on language_choice (chosen_at);
