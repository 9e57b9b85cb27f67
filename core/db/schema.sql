-- What the migrations make, taken from PostgreSQL. Generated: `npx vitest run test/core/db-schema.test.ts --update`.

create table account (
  id bigint not null generated always as identity,
  owner text not null,
  asset text not null,
  purpose text not null,
  floor numeric(38,0),
  debits_posted numeric(38,0) not null default 0,
  debits_pending numeric(38,0) not null default 0,
  credits_posted numeric(38,0) not null default 0,
  credits_pending numeric(38,0) not null default 0,
  version bigint not null default 0,
  frozen boolean not null default false,
  closed boolean not null default false,
  created_at timestamp with time zone not null default clock_timestamp(),
  overdrawn numeric(38,0),
  constraint account_name UNIQUE (owner, asset, purpose),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint account_credits_pending_check CHECK ((credits_pending >= (0)::numeric)),
  constraint account_credits_posted_check CHECK ((credits_posted >= (0)::numeric)),
  constraint account_debits_pending_check CHECK ((debits_pending >= (0)::numeric)),
  constraint account_debits_posted_check CHECK ((debits_posted >= (0)::numeric)),
  constraint account_floor CHECK ((((credits_posted - debits_posted) - debits_pending) >= LEAST(floor, COALESCE(overdrawn, floor))))
) with (fillfactor=50);

CREATE TRIGGER account_immutable BEFORE DELETE OR UPDATE OF id, owner, asset, purpose, created_at OR TRUNCATE ON account FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant select on account to tuppence_app;

create table account_floor (
  id bigint not null generated always as identity,
  account_id bigint not null,
  version bigint not null,
  floor_before numeric(38,0) not null,
  floor numeric(38,0) not null,
  available numeric(38,0) not null,
  created_at timestamp with time zone not null,
  constraint account_floor_pkey PRIMARY KEY (id)
);

CREATE INDEX account_floor_account ON account_floor USING btree (account_id, id);

CREATE TRIGGER account_floor_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON account_floor FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant select on account_floor to tuppence_app;

create table alert (
  id bigint not null generated always as identity,
  person bigint not null,
  kind text not null,
  key text,
  reference text,
  subject jsonb,
  due_at timestamp with time zone not null,
  delivery bigint,
  told_at timestamp with time zone,
  raised_at timestamp with time zone not null,
  constraint alert_person_kind_key_key UNIQUE (person, kind, key),
  constraint alert_pkey PRIMARY KEY (id),
  constraint alert_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint alert_check CHECK (((subject IS NULL) = (told_at IS NOT NULL))),
  constraint alert_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text))
);

CREATE INDEX alert_reference ON alert USING btree (reference) WHERE (reference IS NOT NULL);

CREATE INDEX alert_told ON alert USING btree (told_at) WHERE (told_at IS NOT NULL);

CREATE INDEX alert_waiting ON alert USING btree (due_at) WHERE (told_at IS NULL);

CREATE INDEX alert_waiting_of ON alert USING btree (person) WHERE (told_at IS NULL);

grant delete, insert, select on alert to tuppence_app;

grant update (subject, due_at, delivery, told_at) on alert to tuppence_app;

create table alert_change (
  key text not null,
  person bigint not null,
  change jsonb not null,
  created_at timestamp with time zone not null,
  constraint alert_change_pkey PRIMARY KEY (key),
  constraint alert_change_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);

grant insert, select on alert_change to tuppence_app;

grant usage on alert_id_seq to tuppence_app;

create table alert_settings (
  person bigint not null,
  kinds jsonb not null,
  quiet_from smallint,
  quiet_until smallint,
  digest_at smallint not null,
  constraint alert_settings_pkey PRIMARY KEY (person),
  constraint alert_settings_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint alert_settings_check CHECK (((quiet_from IS NULL) = (quiet_until IS NULL))),
  constraint alert_settings_check1 CHECK ((quiet_from <> quiet_until)),
  constraint alert_settings_digest_at_check CHECK (((digest_at >= 0) AND (digest_at <= 1439))),
  constraint alert_settings_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  constraint alert_settings_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 1439)))
);

grant insert, select on alert_settings to tuppence_app;

grant update (kinds, quiet_from, quiet_until, digest_at) on alert_settings to tuppence_app;

create table asset (
  code text not null,
  exponent smallint not null,
  kind text not null,
  name text not null,
  constraint asset_pkey PRIMARY KEY (code),
  constraint asset_code_check CHECK ((code ~ '^[A-Z0-9]{2,12}$'::text)),
  constraint asset_exponent_check CHECK (((exponent >= 0) AND (exponent <= 18))),
  constraint asset_kind_check CHECK ((kind = ANY (ARRAY['fiat'::text, 'crypto'::text, 'security'::text, 'commodity'::text, 'other'::text])))
);

CREATE TRIGGER asset_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON asset FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on asset to tuppence_app;

create table asset_issue (
  id bigint not null generated always as identity,
  reference text not null,
  asset text not null,
  units numeric(38,0) not null,
  transfer bigint not null,
  operator text,
  key text not null,
  created_at timestamp with time zone not null,
  constraint asset_issue_key_key UNIQUE (key),
  constraint asset_issue_reference_key UNIQUE (reference),
  constraint asset_issue_transfer_key UNIQUE (transfer),
  constraint asset_issue_pkey PRIMARY KEY (id),
  constraint asset_issue_asset_fkey FOREIGN KEY (asset) REFERENCES asset_listing(asset),
  constraint asset_issue_reference_check CHECK ((reference ~~ 'bnk\_%'::text)),
  constraint asset_issue_units_check CHECK ((units <> (0)::numeric))
);

CREATE TRIGGER asset_issue_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON asset_issue FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on asset_issue to tuppence_app;

create table asset_listing (
  asset text not null,
  quote_asset text not null,
  operator text,
  key text not null,
  created_at timestamp with time zone not null,
  constraint asset_listing_key_key UNIQUE (key),
  constraint asset_listing_pkey PRIMARY KEY (asset),
  constraint asset_listing_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint asset_listing_quote_asset_fkey FOREIGN KEY (quote_asset) REFERENCES asset(code),
  constraint asset_listing_check CHECK ((quote_asset <> asset))
);

CREATE TRIGGER asset_listing_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON asset_listing FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on asset_listing to tuppence_app;

create table asset_price (
  id bigint not null generated always as identity,
  asset text not null,
  price numeric not null,
  effective_at timestamp with time zone not null,
  operator text,
  key text not null,
  created_at timestamp with time zone not null,
  source text not null default 'operator'::text,
  as_of timestamp with time zone,
  fresh_until timestamp with time zone,
  constraint asset_price_key_key UNIQUE (key),
  constraint asset_price_pkey PRIMARY KEY (id),
  constraint asset_price_asset_fkey FOREIGN KEY (asset) REFERENCES asset_listing(asset),
  constraint asset_price_check CHECK ((effective_at >= created_at)),
  constraint asset_price_fed_check CHECK ((((as_of IS NULL) = (source = 'operator'::text)) AND ((fresh_until IS NULL) = (source = 'operator'::text)) AND (((fresh_until > as_of) AND (operator IS NULL)) OR (source = 'operator'::text)))),
  constraint asset_price_price_check CHECK ((price > (0)::numeric))
);

CREATE INDEX asset_price_effective ON asset_price USING btree (asset, effective_at DESC, id DESC);

CREATE TRIGGER asset_price_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON asset_price FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on asset_price to tuppence_app;

create table asset_source (
  id bigint not null generated always as identity,
  asset text not null,
  source text not null,
  operator text,
  key text not null,
  created_at timestamp with time zone not null,
  constraint asset_source_key_key UNIQUE (key),
  constraint asset_source_pkey PRIMARY KEY (id),
  constraint asset_source_asset_fkey FOREIGN KEY (asset) REFERENCES asset_listing(asset),
  constraint asset_source_source_check CHECK ((source = ANY (ARRAY['operator'::text, 'feed'::text])))
);

CREATE INDEX asset_source_asset ON asset_source USING btree (asset, id DESC);

CREATE TRIGGER asset_source_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON asset_source FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on asset_source to tuppence_app;

create table cheque (
  id bigint not null generated always as identity,
  reference text not null,
  writer bigint not null,
  payee bigint,
  asset text not null,
  amount numeric(38,0) not null,
  memo text,
  last_day date not null,
  expires_at timestamp with time zone not null,
  key text not null,
  request_hash text not null,
  transfer bigint not null,
  paper_key text not null,
  state text not null default 'open'::text,
  end_transfer bigint,
  casher bigint,
  ended_key text,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint cheque_end_transfer_key UNIQUE (end_transfer),
  constraint cheque_ended_key_key UNIQUE (ended_key),
  constraint cheque_key_key UNIQUE (key),
  constraint cheque_reference_key UNIQUE (reference),
  constraint cheque_transfer_key UNIQUE (transfer),
  constraint cheque_pkey PRIMARY KEY (id),
  constraint cheque_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint cheque_casher_fkey FOREIGN KEY (casher) REFERENCES person(id),
  constraint cheque_payee_fkey FOREIGN KEY (payee) REFERENCES person(id),
  constraint cheque_writer_fkey FOREIGN KEY (writer) REFERENCES person(id),
  constraint cheque_amount_check CHECK ((amount > (0)::numeric)),
  constraint cheque_check CHECK ((expires_at > created_at)),
  constraint cheque_check1 CHECK ((((state = 'open'::text) = (ended_at IS NULL)) AND ((state = 'open'::text) = (end_transfer IS NULL)))),
  constraint cheque_check2 CHECK (((state = 'cashed'::text) = (casher IS NOT NULL))),
  constraint cheque_check3 CHECK (((state = ANY (ARRAY['cashed'::text, 'stopped'::text])) = (ended_key IS NOT NULL))),
  constraint cheque_reference_check CHECK ((reference ~ '^TUP-\d{4}-\d{4}-\d{4}$'::text)),
  constraint cheque_state_check CHECK ((state = ANY (ARRAY['open'::text, 'cashed'::text, 'stopped'::text, 'expired'::text])))
);

CREATE INDEX cheque_due ON cheque USING btree (expires_at) WHERE (state = 'open'::text);

CREATE TRIGGER cheque_ends_once BEFORE UPDATE ON cheque FOR EACH ROW WHEN ((old.state <> 'open'::text)) EXECUTE FUNCTION refuse_change(); -- always

CREATE TRIGGER cheque_immutable BEFORE DELETE OR UPDATE OF id, reference, writer, payee, asset, amount, memo, last_day, expires_at, key, request_hash, transfer, created_at OR TRUNCATE ON cheque FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX cheque_writer ON cheque USING btree (writer, id DESC);

grant insert, select on cheque to tuppence_app;

grant update (paper_key, state, end_transfer, casher, ended_key, ended_at) on cheque to tuppence_app;

create table cheque_paper (
  id bigint not null generated always as identity,
  cheque bigint not null,
  key text not null,
  secret_hash text not null,
  created_at timestamp with time zone not null,
  constraint cheque_paper_secret_hash_key UNIQUE (secret_hash),
  constraint cheque_paper_pkey PRIMARY KEY (id),
  constraint cheque_paper_cheque_fkey FOREIGN KEY (cheque) REFERENCES cheque(id)
);

CREATE TRIGGER cheque_paper_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON cheque_paper FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX cheque_paper_of ON cheque_paper USING btree (cheque, key);

grant insert, select on cheque_paper to tuppence_app;

create table cheque_try (
  id bigint not null generated always as identity,
  person bigint not null,
  reference text not null,
  key text not null,
  created_at timestamp with time zone not null,
  constraint cheque_try_key_key UNIQUE (key),
  constraint cheque_try_pkey PRIMARY KEY (id),
  constraint cheque_try_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);

CREATE INDEX cheque_try_person ON cheque_try USING btree (person, created_at);

CREATE INDEX cheque_try_reference ON cheque_try USING btree (reference, created_at);

grant delete, insert, select on cheque_try to tuppence_app;

create table confirmation (
  id bigint not null generated always as identity,
  person bigint not null,
  key text not null,
  intent text not null,
  conversation jsonb not null,
  notice jsonb not null,
  confirm_key text not null,
  cancel_key text not null,
  state text not null default 'asked'::text,
  pressed_key text,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  by_form boolean not null default false,
  constraint confirmation_person_key_key UNIQUE (person, key),
  constraint confirmation_pkey PRIMARY KEY (id),
  constraint confirmation_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint confirmation_check CHECK (((state = 'asked'::text) = (pressed_key IS NULL))),
  constraint confirmation_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'cancelled'::text])))
);

CREATE INDEX confirmation_expires_at ON confirmation USING btree (expires_at);

grant delete, insert, select on confirmation to tuppence_app;

grant update (state, pressed_key, answered_at) on confirmation to tuppence_app;

create table credit_grant (
  id bigint not null generated always as identity,
  person bigint not null,
  asset text not null,
  line numeric(38,0),
  reason text,
  operator text,
  key text not null,
  created_at timestamp with time zone not null,
  constraint credit_grant_key_key UNIQUE (key),
  constraint credit_grant_pkey PRIMARY KEY (id),
  constraint credit_grant_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint credit_grant_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint credit_grant_line_check CHECK ((line >= (0)::numeric))
);

CREATE TRIGGER credit_grant_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON credit_grant FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX credit_grant_newest ON credit_grant USING btree (person, asset, id DESC);

grant insert, select on credit_grant to tuppence_app;

create table credit_tier (
  id bigint not null generated always as identity,
  tier text not null,
  asset text not null,
  line numeric(38,0) not null,
  operator text,
  key text not null,
  created_at timestamp with time zone not null,
  applied_through bigint not null default 0,
  applied_at timestamp with time zone,
  constraint credit_tier_key_key UNIQUE (key),
  constraint credit_tier_pkey PRIMARY KEY (id),
  constraint credit_tier_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint credit_tier_line_check CHECK ((line >= (0)::numeric)),
  constraint credit_tier_tier_check CHECK ((tier ~ '^[a-z][a-z0-9_]{0,19}$'::text))
);

CREATE INDEX credit_tier_due ON credit_tier USING btree (id) WHERE (applied_at IS NULL);

CREATE TRIGGER credit_tier_immutable BEFORE DELETE OR UPDATE OF id, tier, asset, line, operator, key, created_at OR TRUNCATE ON credit_tier FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX credit_tier_newest ON credit_tier USING btree (tier, asset, id DESC);

grant insert, select on credit_tier to tuppence_app;

grant update (applied_through, applied_at) on credit_tier to tuppence_app;

create table delivery (
  id bigint not null generated always as identity,
  lane text not null,
  platform text not null,
  audience text not null,
  conversation jsonb,
  person jsonb,
  person_key text,
  subject jsonb not null,
  locale text not null,
  reply jsonb,
  message_ref jsonb,
  nonce text not null default "left"(replace((gen_random_uuid())::text, '-'::text, ''::text), 16),
  posting integer not null default 1,
  wanted_revision integer not null default 1,
  shown_revision integer not null default 0,
  state text not null default 'due'::text,
  reconcile boolean not null default false,
  attempts integer not null default 0,
  claims integer not null default 0,
  due_since timestamp with time zone not null default clock_timestamp(),
  not_before timestamp with time zone not null default clock_timestamp(),
  lease_until timestamp with time zone,
  failure text,
  created_at timestamp with time zone not null default clock_timestamp(),
  updated_at timestamp with time zone not null default clock_timestamp(),
  about jsonb,
  constraint delivery_pkey PRIMARY KEY (id),
  constraint delivery_audience_check CHECK ((audience = ANY (ARRAY['conversation'::text, 'private'::text, 'direct'::text, 'home'::text]))),
  constraint delivery_check CHECK (((audience <> 'conversation'::text) OR (conversation IS NOT NULL))),
  constraint delivery_check1 CHECK (((audience = 'conversation'::text) OR (person IS NOT NULL))),
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['due'::text, 'shown'::text, 'unreachable'::text, 'given_up'::text])))
) with (fillfactor=70);

CREATE INDEX delivery_by_reference ON delivery USING btree (delivery_reference(subject)) WHERE (delivery_reference(subject) IS NOT NULL);

CREATE INDEX delivery_due ON delivery USING btree (lane, id) WHERE (state = 'due'::text);

CREATE INDEX delivery_missed ON delivery USING btree (person_key, id) WHERE (state = 'unreachable'::text);

grant insert, select, update on delivery to tuppence_app;

create table delivery_follow (
  followed bigint not null,
  follower bigint not null,
  constraint delivery_follow_pkey PRIMARY KEY (followed, follower),
  constraint delivery_follow_followed_fkey FOREIGN KEY (followed) REFERENCES delivery(id) ON DELETE CASCADE,
  constraint delivery_follow_follower_fkey FOREIGN KEY (follower) REFERENCES delivery(id) ON DELETE CASCADE,
  constraint delivery_follow_check CHECK ((followed <> follower))
);

grant insert, select on delivery_follow to tuppence_app;

create table disposal (
  id bigint not null generated always as identity,
  account bigint not null,
  version bigint not null,
  kind text not null,
  at timestamp with time zone not null,
  units numeric(38,0) not null,
  proceeds numeric(38,0) not null,
  cost numeric(38,0) not null,
  constraint disposal_account_version_key UNIQUE (account, version),
  constraint disposal_pkey PRIMARY KEY (id),
  constraint disposal_account_fkey FOREIGN KEY (account) REFERENCES holding(account),
  constraint disposal_check CHECK (((kind <> 'moved'::text) OR (proceeds = cost))),
  constraint disposal_cost_check CHECK ((cost >= (0)::numeric)),
  constraint disposal_kind_check CHECK ((kind = ANY (ARRAY['sold'::text, 'given'::text, 'moved'::text]))),
  constraint disposal_proceeds_check CHECK ((proceeds >= (0)::numeric)),
  constraint disposal_units_check CHECK ((units > (0)::numeric))
);

CREATE TRIGGER disposal_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON disposal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on disposal to tuppence_app;

create table disposal_lot (
  disposal bigint not null,
  lot bigint not null,
  units numeric(38,0) not null,
  cost numeric(38,0) not null,
  constraint disposal_lot_pkey PRIMARY KEY (disposal, lot),
  constraint disposal_lot_disposal_fkey FOREIGN KEY (disposal) REFERENCES disposal(id),
  constraint disposal_lot_lot_fkey FOREIGN KEY (lot) REFERENCES lot(id),
  constraint disposal_lot_cost_check CHECK ((cost >= (0)::numeric)),
  constraint disposal_lot_units_check CHECK ((units > (0)::numeric))
);

CREATE TRIGGER disposal_lot_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON disposal_lot FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX disposal_lot_lot ON disposal_lot USING btree (lot);

grant insert, select on disposal_lot to tuppence_app;

create table dispute (
  id bigint not null generated always as identity,
  reference text not null,
  payment bigint not null,
  state text not null,
  deliveries bigint[] not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint dispute_reference_key UNIQUE (reference),
  constraint dispute_pkey PRIMARY KEY (id),
  constraint dispute_payment_fkey FOREIGN KEY (payment) REFERENCES payment(id),
  constraint dispute_check CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  constraint dispute_reference_check CHECK ((reference ~~ 'dsp\_%'::text)),
  constraint dispute_state_check CHECK ((state = ANY (ARRAY['open'::text, 'refunded'::text, 'rejected'::text, 'withdrawn'::text])))
);

CREATE UNIQUE INDEX dispute_open ON dispute USING btree (payment) WHERE (state = 'open'::text);

CREATE INDEX dispute_payment ON dispute USING btree (payment);

grant insert, select on dispute to tuppence_app;

grant update (state, deliveries, ended_at) on dispute to tuppence_app;

create table dispute_step (
  id bigint not null generated always as identity,
  dispute bigint not null,
  step text not null,
  operator text,
  words text,
  refund bigint,
  key text not null,
  created_at timestamp with time zone not null,
  constraint dispute_step_key_key UNIQUE (key),
  constraint dispute_step_refund_key UNIQUE (refund),
  constraint dispute_step_pkey PRIMARY KEY (id),
  constraint dispute_step_dispute_fkey FOREIGN KEY (dispute) REFERENCES dispute(id),
  constraint dispute_step_refund_fkey FOREIGN KEY (refund) REFERENCES refund(id),
  constraint dispute_step_check CHECK (((step = ANY (ARRAY['opened'::text, 'asked'::text, 'answered'::text, 'rejected'::text])) = (words IS NOT NULL))),
  constraint dispute_step_check1 CHECK (((step = 'refunded'::text) = (refund IS NOT NULL))),
  constraint dispute_step_step_check CHECK ((step = ANY (ARRAY['opened'::text, 'asked'::text, 'answered'::text, 'refunded'::text, 'rejected'::text, 'withdrawn'::text])))
);

CREATE INDEX dispute_step_dispute ON dispute_step USING btree (dispute, id);

grant insert, select on dispute_step to tuppence_app;

create table dividend (
  id bigint not null generated always as identity,
  reference text not null,
  asset text not null,
  currency text not null,
  per_unit numeric,
  in_all numeric(38,0),
  record_date date not null,
  pay_date date not null,
  record_ends_at timestamp with time zone not null,
  pay_from timestamp with time zone not null,
  operator text,
  key text not null,
  created_at timestamp with time zone not null,
  state text not null default 'declared'::text,
  cancelled_key text,
  units numeric(38,0),
  total numeric(38,0),
  recorded_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint dividend_cancelled_key_key UNIQUE (cancelled_key),
  constraint dividend_key_key UNIQUE (key),
  constraint dividend_reference_key UNIQUE (reference),
  constraint dividend_pkey PRIMARY KEY (id),
  constraint dividend_asset_fkey FOREIGN KEY (asset) REFERENCES asset_listing(asset),
  constraint dividend_currency_fkey FOREIGN KEY (currency) REFERENCES asset(code),
  constraint dividend_check CHECK ((pay_date > record_date)),
  constraint dividend_check1 CHECK ((pay_from >= record_ends_at)),
  constraint dividend_check2 CHECK ((created_at < record_ends_at)),
  constraint dividend_check3 CHECK (((per_unit IS NULL) <> (in_all IS NULL))),
  constraint dividend_check4 CHECK (((state = 'cancelled'::text) = (cancelled_key IS NOT NULL))),
  constraint dividend_check5 CHECK ((((state = ANY (ARRAY['recorded'::text, 'paid'::text])) = (units IS NOT NULL)) AND ((units IS NULL) = (total IS NULL)) AND ((units IS NULL) = (recorded_at IS NULL)))),
  constraint dividend_check6 CHECK (((state = ANY (ARRAY['cancelled'::text, 'paid'::text])) = (ended_at IS NOT NULL))),
  constraint dividend_in_all_check CHECK ((in_all > (0)::numeric)),
  constraint dividend_per_unit_check CHECK ((per_unit > (0)::numeric)),
  constraint dividend_reference_check CHECK ((reference ~~ 'div\_%'::text)),
  constraint dividend_state_check CHECK ((state = ANY (ARRAY['declared'::text, 'cancelled'::text, 'recorded'::text, 'paid'::text]))),
  constraint dividend_total_check CHECK ((total >= (0)::numeric)),
  constraint dividend_units_check CHECK ((units >= (0)::numeric))
);

CREATE TRIGGER dividend_immutable BEFORE DELETE OR UPDATE OF id, reference, asset, currency, per_unit, in_all, record_date, pay_date, record_ends_at, pay_from, operator, key, created_at OR TRUNCATE ON dividend FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX dividend_open ON dividend USING btree (record_ends_at, pay_from) WHERE (state = ANY (ARRAY['declared'::text, 'recorded'::text]));

grant insert, select on dividend to tuppence_app;

grant update (state, cancelled_key, units, total, recorded_at, ended_at) on dividend to tuppence_app;

create table dividend_share (
  dividend bigint not null,
  account bigint not null,
  units numeric(38,0) not null,
  amount numeric(38,0) not null,
  transfer bigint,
  constraint dividend_share_transfer_key UNIQUE (transfer),
  constraint dividend_share_pkey PRIMARY KEY (dividend, account),
  constraint dividend_share_dividend_fkey FOREIGN KEY (dividend) REFERENCES dividend(id),
  constraint dividend_share_amount_check CHECK ((amount >= (0)::numeric)),
  constraint dividend_share_check CHECK (((transfer IS NULL) OR (amount > (0)::numeric))),
  constraint dividend_share_units_check CHECK ((units > (0)::numeric))
);

CREATE INDEX dividend_share_account ON dividend_share USING btree (account);

CREATE INDEX dividend_share_due ON dividend_share USING btree (dividend, account) WHERE ((transfer IS NULL) AND (amount > (0)::numeric));

CREATE TRIGGER dividend_share_immutable BEFORE DELETE OR UPDATE OF dividend, account, units, amount OR TRUNCATE ON dividend_share FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on dividend_share to tuppence_app;

grant update (transfer) on dividend_share to tuppence_app;

create table drop_rule (
  id bigint not null generated always as identity,
  account_age_ms bigint not null,
  member_age_ms bigint not null,
  claims_a_day integer,
  operator text not null,
  key text not null,
  created_at timestamp with time zone not null,
  constraint drop_rule_key_key UNIQUE (key),
  constraint drop_rule_pkey PRIMARY KEY (id),
  constraint drop_rule_account_age_ms_check CHECK ((account_age_ms >= 0)),
  constraint drop_rule_claims_a_day_check CHECK ((claims_a_day > 0)),
  constraint drop_rule_member_age_ms_check CHECK ((member_age_ms >= 0))
);

CREATE TRIGGER drop_rule_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON drop_rule FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on drop_rule to tuppence_app;

create table drop_share (
  money_drop bigint not null,
  position smallint not null,
  amount numeric(38,0) not null,
  person bigint,
  transfer bigint,
  key text,
  claimed_at timestamp with time zone,
  constraint drop_share_money_drop_person_key UNIQUE (money_drop, person),
  constraint drop_share_transfer_key UNIQUE (transfer),
  constraint drop_share_pkey PRIMARY KEY (money_drop, "position"),
  constraint drop_share_money_drop_fkey FOREIGN KEY (money_drop) REFERENCES money_drop(id),
  constraint drop_share_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint drop_share_amount_check CHECK ((amount > (0)::numeric)),
  constraint drop_share_check CHECK ((((person IS NULL) = (transfer IS NULL)) AND ((person IS NULL) = (key IS NULL)) AND ((person IS NULL) = (claimed_at IS NULL))))
);

CREATE TRIGGER drop_share_immutable BEFORE DELETE OR UPDATE OF money_drop, "position", amount OR TRUNCATE ON drop_share FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX drop_share_key ON drop_share USING btree (key) WHERE (key IS NOT NULL);

CREATE INDEX drop_share_person ON drop_share USING btree (person, claimed_at) WHERE (person IS NOT NULL);

grant insert, select on drop_share to tuppence_app;

grant update (person, transfer, key, claimed_at) on drop_share to tuppence_app;

create table entry (
  transfer_id bigint not null,
  account_id bigint not null,
  amount numeric(38,0) not null,
  version bigint not null,
  balance numeric(38,0) not null,
  constraint entry_version UNIQUE (account_id, version),
  constraint entry_pkey PRIMARY KEY (transfer_id, account_id),
  constraint entry_amount_check CHECK ((amount <> (0)::numeric))
);

CREATE TRIGGER entry_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant select on entry to tuppence_app;

create table exchange_asset (
  asset text not null,
  person_a_day numeric(38,0),
  house_a_day numeric(38,0),
  constraint exchange_asset_pkey PRIMARY KEY (asset),
  constraint exchange_asset_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint exchange_asset_house_a_day_check CHECK ((house_a_day >= (0)::numeric)),
  constraint exchange_asset_person_a_day_check CHECK ((person_a_day >= (0)::numeric))
);

grant insert, select on exchange_asset to tuppence_app;

grant update (person_a_day, house_a_day) on exchange_asset to tuppence_app;

create table exchange_quote (
  id bigint not null generated always as identity,
  reference text not null,
  person bigint not null,
  purpose text not null,
  sell_asset text not null,
  sell_amount numeric(38,0) not null,
  spread numeric(38,0) not null,
  spread_bps integer not null,
  buy_asset text not null,
  buy_amount numeric(38,0) not null,
  rate_set bigint not null,
  sell_per_euro numeric not null,
  buy_per_euro numeric not null,
  key text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  state text not null default 'open'::text,
  ended_key text,
  ended_at timestamp with time zone,
  transfer bigint,
  spread_transfer bigint,
  constraint exchange_quote_key_key UNIQUE (key),
  constraint exchange_quote_reference_key UNIQUE (reference),
  constraint exchange_quote_spread_transfer_key UNIQUE (spread_transfer),
  constraint exchange_quote_transfer_key UNIQUE (transfer),
  constraint exchange_quote_pkey PRIMARY KEY (id),
  constraint exchange_quote_buy_asset_fkey FOREIGN KEY (buy_asset) REFERENCES asset(code),
  constraint exchange_quote_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint exchange_quote_rate_set_fkey FOREIGN KEY (rate_set) REFERENCES rate_set(id),
  constraint exchange_quote_sell_asset_fkey FOREIGN KEY (sell_asset) REFERENCES asset(code),
  constraint exchange_quote_buy_amount_check CHECK ((buy_amount > (0)::numeric)),
  constraint exchange_quote_buy_per_euro_check CHECK ((buy_per_euro > (0)::numeric)),
  constraint exchange_quote_check CHECK (((spread >= (0)::numeric) AND (spread < sell_amount))),
  constraint exchange_quote_check1 CHECK ((buy_asset <> sell_asset)),
  constraint exchange_quote_check2 CHECK ((expires_at > created_at)),
  constraint exchange_quote_check3 CHECK ((((state = 'open'::text) = (ended_at IS NULL)) AND ((state = 'open'::text) = (ended_key IS NULL)))),
  constraint exchange_quote_check4 CHECK (((transfer IS NOT NULL) = ((state = 'executed'::text) AND (purpose = 'convert'::text)))),
  constraint exchange_quote_check5 CHECK (((spread_transfer IS NOT NULL) = ((transfer IS NOT NULL) AND (spread > (0)::numeric)))),
  constraint exchange_quote_purpose_check CHECK ((purpose = ANY (ARRAY['convert'::text, 'pay'::text]))),
  constraint exchange_quote_reference_check CHECK ((reference ~~ 'fxq\_%'::text)),
  constraint exchange_quote_sell_amount_check CHECK ((sell_amount > (0)::numeric)),
  constraint exchange_quote_sell_per_euro_check CHECK ((sell_per_euro > (0)::numeric)),
  constraint exchange_quote_spread_bps_check CHECK ((spread_bps >= 0)),
  constraint exchange_quote_state_check CHECK ((state = ANY (ARRAY['open'::text, 'executed'::text, 'cancelled'::text])))
);

CREATE INDEX exchange_quote_ended_key ON exchange_quote USING btree (ended_key) WHERE (ended_key IS NOT NULL);

CREATE INDEX exchange_quote_executed ON exchange_quote USING btree (ended_at) WHERE (state = 'executed'::text);

CREATE TRIGGER exchange_quote_immutable BEFORE DELETE OR UPDATE OF id, reference, person, purpose, sell_asset, sell_amount, spread, spread_bps, buy_asset, buy_amount, rate_set, sell_per_euro, buy_per_euro, key, created_at, expires_at OR TRUNCATE ON exchange_quote FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on exchange_quote to tuppence_app;

grant update (state, ended_key, ended_at, transfer, spread_transfer) on exchange_quote to tuppence_app;

create table exchange_rule (
  id bigint not null generated always as identity,
  spread_bps integer not null,
  operator text,
  key text not null,
  created_at timestamp with time zone not null,
  constraint exchange_rule_key_key UNIQUE (key),
  constraint exchange_rule_pkey PRIMARY KEY (id),
  constraint exchange_rule_spread_bps_check CHECK (((spread_bps >= 0) AND (spread_bps <= 1000)))
);

CREATE TRIGGER exchange_rule_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON exchange_rule FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on exchange_rule to tuppence_app;

create table hold (
  id bigint not null,
  expires_at timestamp with time zone not null,
  state text not null default 'open'::text,
  resolved_by bigint,
  constraint hold_pkey PRIMARY KEY (id),
  constraint hold_check CHECK (((resolved_by IS NULL) = (state = 'open'::text))),
  constraint hold_state_check CHECK ((state = ANY (ARRAY['open'::text, 'captured'::text, 'voided'::text, 'expired'::text])))
) with (fillfactor=50);

CREATE TRIGGER hold_immutable BEFORE DELETE OR UPDATE OF id, expires_at OR TRUNCATE ON hold FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant select on hold to tuppence_app;

create table hold_leg (
  hold_id bigint not null,
  account_id bigint not null,
  amount numeric(38,0) not null,
  constraint hold_leg_pkey PRIMARY KEY (hold_id, account_id),
  constraint hold_leg_amount_check CHECK ((amount <> (0)::numeric))
);

CREATE TRIGGER hold_leg_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON hold_leg FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant select on hold_leg to tuppence_app;

create table holding (
  account bigint not null,
  asset text not null,
  version bigint not null,
  constraint holding_pkey PRIMARY KEY (account),
  constraint holding_asset_fkey FOREIGN KEY (asset) REFERENCES asset_listing(asset),
  constraint holding_version_check CHECK ((version >= 0))
);

grant insert, select on holding to tuppence_app;

grant update (version) on holding to tuppence_app;

create table identity (
  id bigint not null generated always as identity,
  platform text not null,
  tenant text not null,
  user_id text not null,
  person bigint not null,
  display_name text not null,
  handle text,
  locale text,
  reachable boolean not null,
  seen_at timestamp with time zone,
  created_at timestamp with time zone not null,
  account_since timestamp with time zone,
  time_zone text,
  constraint identity_platform_tenant_user_id_key UNIQUE (platform, tenant, user_id),
  constraint identity_pkey PRIMARY KEY (id),
  constraint identity_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);

CREATE UNIQUE INDEX identity_handle ON identity USING btree (platform, tenant, handle) WHERE (handle IS NOT NULL);

CREATE INDEX identity_person ON identity USING btree (person);

grant delete, insert, select on identity to tuppence_app;

grant update (person, display_name, handle, locale, reachable, seen_at, account_since, time_zone) on identity to tuppence_app;

create table inbox (
  id bigint not null generated always as identity,
  platform text not null,
  dedupe_key text not null,
  event jsonb not null,
  received_at timestamp with time zone not null default clock_timestamp(),
  due_at timestamp with time zone not null,
  attempts integer not null default 1,
  handled_at timestamp with time zone,
  failure text,
  constraint inbox_dedupe UNIQUE (platform, dedupe_key),
  constraint inbox_pkey PRIMARY KEY (id)
) with (fillfactor=80);

CREATE INDEX inbox_due ON inbox USING btree (due_at) WHERE (handled_at IS NULL);

CREATE INDEX inbox_handled ON inbox USING btree (handled_at) WHERE (handled_at IS NOT NULL);

grant delete, insert, select on inbox to tuppence_app;

grant update (due_at, attempts, handled_at, failure) on inbox to tuppence_app;

grant usage on inbox_id_seq to tuppence_app;

create table installed_function (
  name text not null,
  hash text not null,
  installed_at timestamp with time zone not null default now(),
  constraint installed_function_pkey PRIMARY KEY (name)
);

grant select on installed_function to tuppence_app;

create table intent (
  key text not null,
  kind text not null,
  person bigint,
  subject bigint,
  payload jsonb,
  expires_at timestamp with time zone,
  used_at timestamp with time zone,
  used_key text,
  outcome jsonb,
  created_at timestamp with time zone not null,
  constraint intent_pkey PRIMARY KEY (key),
  constraint intent_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint intent_key_check CHECK ((octet_length(key) <= 32)),
  constraint intent_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text))
);

CREATE INDEX intent_expires_at ON intent USING btree (expires_at) WHERE (expires_at IS NOT NULL);

CREATE INDEX intent_subject ON intent USING btree (subject, kind) WHERE (subject IS NOT NULL);

grant delete, insert, select on intent to tuppence_app;

grant update (used_at, used_key, outcome) on intent to tuppence_app;

create table interest_accrual (
  day date not null,
  account_id bigint not null,
  balance numeric(38,0) not null,
  rate_ppm integer not null,
  constraint interest_accrual_pkey PRIMARY KEY (day, account_id),
  constraint interest_accrual_balance_check CHECK ((balance <> (0)::numeric)),
  constraint interest_accrual_rate_ppm_check CHECK ((rate_ppm > 0))
);

CREATE TRIGGER interest_accrual_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON interest_accrual FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on interest_accrual to tuppence_app;

create table interest_day (
  day date not null,
  ends_at timestamp with time zone not null,
  accounts_through bigint not null default 0,
  done_at timestamp with time zone,
  constraint interest_day_pkey PRIMARY KEY (day)
);

CREATE TRIGGER interest_day_immutable BEFORE DELETE OR UPDATE OF day, ends_at OR TRUNCATE ON interest_day FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on interest_day to tuppence_app;

grant update (accounts_through, done_at) on interest_day to tuppence_app;

create table interest_month (
  month date not null,
  accounts_through bigint not null default 0,
  done_at timestamp with time zone,
  constraint interest_month_pkey PRIMARY KEY (month),
  constraint interest_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);

CREATE TRIGGER interest_month_immutable BEFORE DELETE OR UPDATE OF month OR TRUNCATE ON interest_month FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on interest_month to tuppence_app;

grant update (accounts_through, done_at) on interest_month to tuppence_app;

create table interest_posting (
  account_id bigint not null,
  month date not null,
  side text not null,
  accrued numeric(50,0) not null,
  carried numeric(50,0) not null,
  amount numeric(38,0) not null,
  transfer bigint,
  constraint interest_posting_transfer_key UNIQUE (transfer),
  constraint interest_posting_pkey PRIMARY KEY (account_id, side, month),
  constraint interest_posting_accrued_check CHECK ((accrued >= (0)::numeric)),
  constraint interest_posting_amount_check CHECK ((amount >= (0)::numeric)),
  constraint interest_posting_carried_check CHECK ((carried >= (0)::numeric)),
  constraint interest_posting_check CHECK (((amount > (0)::numeric) = (transfer IS NOT NULL))),
  constraint interest_posting_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint interest_posting_side_check CHECK ((side = ANY (ARRAY['earned'::text, 'charged'::text])))
);

CREATE TRIGGER interest_posting_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON interest_posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on interest_posting to tuppence_app;

create table interest_rate (
  id bigint not null generated always as identity,
  asset text not null,
  kind text not null,
  rate_ppm integer not null,
  effective_from date not null,
  operator text,
  key text not null,
  created_at timestamp with time zone not null,
  constraint interest_rate_key_key UNIQUE (key),
  constraint interest_rate_pkey PRIMARY KEY (id),
  constraint interest_rate_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint interest_rate_kind_check CHECK ((kind = ANY (ARRAY['credit_balance'::text, 'debit_balance'::text, 'savings'::text]))),
  constraint interest_rate_rate_ppm_check CHECK (((rate_ppm >= 0) AND (rate_ppm <= 1000000)))
);

CREATE TRIGGER interest_rate_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON interest_rate FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX interest_rate_newest ON interest_rate USING btree (asset, kind, effective_from DESC, id DESC);

grant insert, select on interest_rate to tuppence_app;

create table journal (
  id bigint not null generated always as identity,
  transfers bigint[] not null,
  digests bytea not null,
  created_at timestamp with time zone not null,
  seal bigint,
  constraint journal_pkey PRIMARY KEY (id),
  constraint journal_check CHECK ((octet_length(digests) = (32 * cardinality(transfers)))),
  constraint journal_transfers_check CHECK ((cardinality(transfers) > 0))
);

CREATE TRIGGER journal_immutable BEFORE DELETE OR UPDATE OF id, transfers, digests, created_at OR TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE TRIGGER journal_sealed_once BEFORE UPDATE ON journal FOR EACH ROW WHEN (((old.seal IS NOT NULL) OR (new.seal IS NULL))) EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX journal_unsealed ON journal USING btree (id) WHERE (seal IS NULL);

grant select on journal to tuppence_app;

create table lane (
  lane text not null,
  holder uuid,
  lease_until timestamp with time zone,
  calls bigint not null default 0,
  not_before timestamp with time zone,
  nudged_at timestamp with time zone,
  constraint lane_pkey PRIMARY KEY (lane)
) with (fillfactor=50);

grant insert, select, update on lane to tuppence_app;

create table language_choice (
  key text not null,
  person bigint not null,
  language text,
  chosen_at timestamp with time zone not null,
  constraint language_choice_pkey PRIMARY KEY (key),
  constraint language_choice_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);

CREATE INDEX language_choice_chosen_at ON language_choice USING btree (chosen_at);

grant delete, insert, select on language_choice to tuppence_app;

create table link_code (
  person bigint not null,
  code_hash text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  with_pin boolean not null default false,
  constraint link_code_code_hash_key UNIQUE (code_hash),
  constraint link_code_pkey PRIMARY KEY (person),
  constraint link_code_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);

grant delete, insert, select, update on link_code to tuppence_app;

create table link_try (
  identity bigint not null,
  wrong integer not null,
  since timestamp with time zone not null,
  constraint link_try_pkey PRIMARY KEY (identity),
  constraint link_try_identity_fkey FOREIGN KEY (identity) REFERENCES identity(id) ON DELETE CASCADE
);

grant delete, insert, select, update on link_try to tuppence_app;

create table loan (
  id bigint not null generated always as identity,
  reference text not null,
  person bigint not null,
  product bigint not null,
  asset text not null,
  amount numeric(38,0) not null,
  fee numeric(38,0) not null,
  months smallint not null,
  rate_ppm integer not null,
  apr_ppm integer not null,
  key text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  state text not null default 'offered'::text,
  accepted_key text,
  accepted_at timestamp with time zone,
  zone text,
  started_on date,
  transfer bigint,
  ended_key text,
  ended_at timestamp with time zone,
  lost numeric(38,0),
  loss_transfer bigint,
  constraint loan_accepted_key_key UNIQUE (accepted_key),
  constraint loan_key_key UNIQUE (key),
  constraint loan_loss_transfer_key UNIQUE (loss_transfer),
  constraint loan_reference_key UNIQUE (reference),
  constraint loan_transfer_key UNIQUE (transfer),
  constraint loan_pkey PRIMARY KEY (id),
  constraint loan_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint loan_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint loan_product_fkey FOREIGN KEY (product) REFERENCES loan_product(id),
  constraint loan_amount_check CHECK ((amount > (0)::numeric)),
  constraint loan_apr_ppm_check CHECK ((apr_ppm >= 0)),
  constraint loan_check CHECK (((fee >= (0)::numeric) AND (fee < amount))),
  constraint loan_check1 CHECK ((expires_at > created_at)),
  constraint loan_check2 CHECK (((state = ANY (ARRAY['offered'::text, 'declined'::text])) = (accepted_key IS NULL))),
  constraint loan_check3 CHECK ((num_nonnulls(accepted_key, accepted_at, zone, started_on, transfer) = ANY (ARRAY[0, 5]))),
  constraint loan_check4 CHECK (((state = ANY (ARRAY['offered'::text, 'active'::text])) = (ended_at IS NULL))),
  constraint loan_check5 CHECK ((((state = 'written_off'::text) = (lost IS NOT NULL)) AND ((lost IS NULL) = (loss_transfer IS NULL)))),
  constraint loan_lost_check CHECK ((lost > (0)::numeric)),
  constraint loan_months_check CHECK ((months > 0)),
  constraint loan_rate_ppm_check CHECK ((rate_ppm >= 0)),
  constraint loan_reference_check CHECK ((reference ~~ 'lon\_%'::text)),
  constraint loan_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'declined'::text, 'active'::text, 'repaid'::text, 'withdrawn'::text, 'written_off'::text])))
);

CREATE INDEX loan_active ON loan USING btree (id) WHERE (state = 'active'::text);

CREATE TRIGGER loan_immutable BEFORE DELETE OR UPDATE OF id, reference, person, product, asset, amount, fee, months, rate_ppm, apr_ppm, key, created_at, expires_at OR TRUNCATE ON loan FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX loan_person ON loan USING btree (person, id);

grant insert, select on loan to tuppence_app;

grant update (state, accepted_key, accepted_at, zone, started_on, transfer, ended_key, ended_at, lost, loss_transfer) on loan to tuppence_app;

create table loan_instalment (
  id bigint not null generated always as identity,
  loan bigint not null,
  revision smallint not null,
  month smallint not null,
  kind text not null,
  due_on date not null,
  due_at timestamp with time zone not null,
  principal numeric(38,0) not null,
  interest numeric(38,0) not null,
  state text not null default 'open'::text,
  repayment bigint,
  try_at timestamp with time zone not null,
  reminded_at timestamp with time zone,
  constraint loan_instalment_loan_revision_month_kind_key UNIQUE (loan, revision, month, kind),
  constraint loan_instalment_pkey PRIMARY KEY (id),
  constraint loan_instalment_loan_fkey FOREIGN KEY (loan) REFERENCES loan(id),
  constraint loan_instalment_repayment_fkey FOREIGN KEY (repayment) REFERENCES loan_repayment(id),
  constraint loan_instalment_check CHECK (((principal + interest) > (0)::numeric)),
  constraint loan_instalment_check1 CHECK (((state = 'paid'::text) = (repayment IS NOT NULL))),
  constraint loan_instalment_interest_check CHECK ((interest >= (0)::numeric)),
  constraint loan_instalment_kind_check CHECK ((kind = ANY (ARRAY['planned'::text, 'early'::text]))),
  constraint loan_instalment_month_check CHECK ((month > 0)),
  constraint loan_instalment_principal_check CHECK ((principal >= (0)::numeric)),
  constraint loan_instalment_revision_check CHECK ((revision > 0)),
  constraint loan_instalment_state_check CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text, 'superseded'::text, 'lost'::text])))
);

CREATE INDEX loan_instalment_ahead ON loan_instalment USING btree (due_at) WHERE ((state = 'open'::text) AND (reminded_at IS NULL));

CREATE INDEX loan_instalment_due ON loan_instalment USING btree (try_at) WHERE (state = 'open'::text);

CREATE TRIGGER loan_instalment_immutable BEFORE DELETE OR UPDATE OF id, loan, revision, month, kind, due_on, due_at, principal, interest OR TRUNCATE ON loan_instalment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX loan_instalment_repayment ON loan_instalment USING btree (repayment) WHERE (repayment IS NOT NULL);

grant insert, select on loan_instalment to tuppence_app;

grant update (state, repayment, try_at, reminded_at) on loan_instalment to tuppence_app;

create table loan_product (
  id bigint not null generated always as identity,
  tier text not null,
  asset text not null,
  is_offered boolean not null,
  amount_min numeric(38,0),
  amount_max numeric(38,0),
  months_min smallint,
  months_max smallint,
  rate_ppm integer,
  fee_ppm integer,
  outstanding_max numeric(38,0),
  loans_max smallint,
  operator text,
  key text not null,
  created_at timestamp with time zone not null,
  constraint loan_product_key_key UNIQUE (key),
  constraint loan_product_pkey PRIMARY KEY (id),
  constraint loan_product_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint loan_product_amount_min_check CHECK ((amount_min > (0)::numeric)),
  constraint loan_product_check CHECK ((amount_max >= amount_min)),
  constraint loan_product_check1 CHECK ((months_max >= months_min)),
  constraint loan_product_check2 CHECK ((outstanding_max >= amount_min)),
  constraint loan_product_check3 CHECK ((is_offered = (num_nonnulls(amount_min, amount_max, months_min, months_max, rate_ppm, fee_ppm, outstanding_max, loans_max) = 8))),
  constraint loan_product_check4 CHECK ((is_offered OR (num_nonnulls(amount_min, amount_max, months_min, months_max, rate_ppm, fee_ppm, outstanding_max, loans_max) = 0))),
  constraint loan_product_fee_ppm_check CHECK (((fee_ppm >= 0) AND (fee_ppm <= 500000))),
  constraint loan_product_loans_max_check CHECK ((loans_max > 0)),
  constraint loan_product_months_min_check CHECK ((months_min > 0)),
  constraint loan_product_rate_ppm_check CHECK (((rate_ppm >= 0) AND (rate_ppm <= 1000000))),
  constraint loan_product_tier_check CHECK ((tier ~ '^[a-z][a-z0-9_]{0,19}$'::text))
);

CREATE TRIGGER loan_product_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON loan_product FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX loan_product_newest ON loan_product USING btree (tier, asset, id DESC);

grant insert, select on loan_product to tuppence_app;

create table loan_repayment (
  id bigint not null generated always as identity,
  loan bigint not null,
  kind text not null,
  principal numeric(38,0) not null,
  interest numeric(38,0) not null,
  fee_returned numeric(38,0) not null default 0,
  transfer bigint not null,
  key text not null,
  quote text,
  paid_on date not null,
  created_at timestamp with time zone not null,
  fee_rule smallint not null default 1,
  fee_transfer bigint,
  constraint loan_repayment_fee_transfer_key UNIQUE (fee_transfer),
  constraint loan_repayment_key_key UNIQUE (key),
  constraint loan_repayment_quote_key UNIQUE (quote),
  constraint loan_repayment_transfer_key UNIQUE (transfer),
  constraint loan_repayment_pkey PRIMARY KEY (id),
  constraint loan_repayment_loan_fkey FOREIGN KEY (loan) REFERENCES loan(id),
  constraint loan_repayment_check CHECK (((principal + interest) >
CASE fee_rule
    WHEN 0 THEN fee_returned
    ELSE (0)::numeric
END)),
  constraint loan_repayment_check1 CHECK (((fee_returned = (0)::numeric) OR (kind = 'withdrawal'::text) OR ((fee_rule = 1) AND (kind = ANY (ARRAY['part'::text, 'all'::text]))))),
  constraint loan_repayment_check2 CHECK (((quote IS NULL) = (kind = 'automatic'::text))),
  constraint loan_repayment_check3 CHECK (((fee_transfer IS NOT NULL) = ((fee_rule = 1) AND (fee_returned > (0)::numeric)))),
  constraint loan_repayment_fee_returned_check CHECK ((fee_returned >= (0)::numeric)),
  constraint loan_repayment_fee_rule_check CHECK ((fee_rule = ANY (ARRAY[0, 1]))),
  constraint loan_repayment_interest_check CHECK ((interest >= (0)::numeric)),
  constraint loan_repayment_kind_check CHECK ((kind = ANY (ARRAY['automatic'::text, 'due'::text, 'part'::text, 'all'::text, 'withdrawal'::text]))),
  constraint loan_repayment_principal_check CHECK ((principal >= (0)::numeric))
);

CREATE TRIGGER loan_repayment_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON loan_repayment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX loan_repayment_loan ON loan_repayment USING btree (loan, id);

grant insert, select on loan_repayment to tuppence_app;

create table lot (
  id bigint not null generated always as identity,
  account bigint not null,
  version bigint not null,
  position integer not null,
  origin text not null,
  acquired_at timestamp with time zone not null,
  units numeric(38,0) not null,
  cost numeric(38,0) not null,
  units_left numeric(38,0) not null,
  cost_left numeric(38,0) not null,
  constraint lot_account_version_position_key UNIQUE (account, version, "position"),
  constraint lot_pkey PRIMARY KEY (id),
  constraint lot_account_fkey FOREIGN KEY (account) REFERENCES holding(account),
  constraint lot_check CHECK (((units_left >= (0)::numeric) AND (units_left <= units))),
  constraint lot_check1 CHECK (((cost_left >= (0)::numeric) AND (cost_left <= cost))),
  constraint lot_check2 CHECK (((units_left > (0)::numeric) OR (cost_left = (0)::numeric))),
  constraint lot_cost_check CHECK ((cost >= (0)::numeric)),
  constraint lot_origin_check CHECK ((origin = ANY (ARRAY['bought'::text, 'received'::text, 'moved'::text]))),
  constraint lot_units_check CHECK ((units > (0)::numeric))
);

CREATE TRIGGER lot_immutable BEFORE DELETE OR UPDATE OF id, account, version, "position", origin, acquired_at, units, cost OR TRUNCATE ON lot FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX lot_open ON lot USING btree (account, acquired_at, id) WHERE (units_left > (0)::numeric);

grant insert, select on lot to tuppence_app;

grant update (units_left, cost_left) on lot to tuppence_app;

create table message_author (
  place text not null,
  author text not null,
  name text not null,
  is_bot boolean not null,
  seen_at timestamp with time zone not null,
  constraint message_author_pkey PRIMARY KEY (place)
);

CREATE INDEX message_author_seen_at ON message_author USING brin (seen_at) WITH (pages_per_range='32', autosummarize='on');

grant delete, insert, select on message_author to tuppence_app;

create table migration (
  number integer not null,
  name text not null,
  hash text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (number)
);

grant select on migration to tuppence_app;

create table money_drop (
  id bigint not null generated always as identity,
  reference text not null,
  giver bigint not null,
  asset text not null,
  total numeric(38,0) not null,
  mode text not null,
  shares smallint not null,
  seed text not null,
  memo text,
  account_age_ms bigint not null,
  expires_at timestamp with time zone not null,
  key text not null,
  request_hash text not null,
  delivery bigint not null,
  transfer bigint not null,
  state text not null default 'open'::text,
  returned numeric(38,0),
  return_transfer bigint,
  ended_key text,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint money_drop_key_key UNIQUE (key),
  constraint money_drop_reference_key UNIQUE (reference),
  constraint money_drop_return_transfer_key UNIQUE (return_transfer),
  constraint money_drop_transfer_key UNIQUE (transfer),
  constraint money_drop_pkey PRIMARY KEY (id),
  constraint money_drop_giver_fkey FOREIGN KEY (giver) REFERENCES person(id),
  constraint money_drop_account_age_ms_check CHECK ((account_age_ms >= 0)),
  constraint money_drop_check CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  constraint money_drop_check1 CHECK (((state = ANY (ARRAY['expired'::text, 'cancelled'::text])) = ((returned IS NOT NULL) AND (return_transfer IS NOT NULL)))),
  constraint money_drop_mode_check CHECK ((mode = ANY (ARRAY['random'::text, 'even'::text]))),
  constraint money_drop_reference_check CHECK ((reference ~~ 'drp\_%'::text)),
  constraint money_drop_returned_check CHECK ((returned > (0)::numeric)),
  constraint money_drop_shares_check CHECK ((shares > 0)),
  constraint money_drop_state_check CHECK ((state = ANY (ARRAY['open'::text, 'emptied'::text, 'expired'::text, 'cancelled'::text]))),
  constraint money_drop_total_check CHECK ((total > (0)::numeric))
);

CREATE INDEX money_drop_due ON money_drop USING btree (expires_at) WHERE (state = 'open'::text);

CREATE TRIGGER money_drop_immutable BEFORE DELETE OR UPDATE OF id, reference, giver, asset, total, mode, shares, seed, memo, account_age_ms, expires_at, key, request_hash, delivery, transfer, created_at OR TRUNCATE ON money_drop FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on money_drop to tuppence_app;

grant update (state, returned, return_transfer, ended_key, ended_at) on money_drop to tuppence_app;

create table operator_action (
  id bigint not null generated always as identity,
  reference text not null,
  action text not null,
  operator text,
  person bigint,
  asset text,
  amount numeric(38,0),
  transfer bigint,
  key text,
  created_at timestamp with time zone not null,
  note text,
  constraint operator_action_key_key UNIQUE (key),
  constraint operator_action_reference_key UNIQUE (reference),
  constraint operator_action_transfer_key UNIQUE (transfer),
  constraint operator_action_pkey PRIMARY KEY (id),
  constraint operator_action_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint operator_action_action_check CHECK ((action ~ '^[a-z_]{1,40}$'::text)),
  constraint operator_action_check CHECK ((((asset IS NULL) = (amount IS NULL)) AND ((transfer IS NULL) OR (amount IS NOT NULL)) AND ((action <> 'fund'::text) OR (transfer IS NOT NULL)))),
  constraint operator_action_reference_check CHECK ((reference ~~ 'bnk\_%'::text))
);

CREATE TRIGGER operator_action_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON operator_action FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX operator_action_person ON operator_action USING btree (person, id);

grant insert, select on operator_action to tuppence_app;

create table outbox (
  id bigint not null generated always as identity,
  topic text not null,
  subject bigint,
  lane text,
  created_at timestamp with time zone not null default clock_timestamp(),
  published_at timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_check CHECK (((topic = 'deliver'::text) = (lane IS NOT NULL))),
  constraint outbox_check1 CHECK (((topic = 'deliver'::text) = (subject IS NULL))),
  constraint outbox_topic_check CHECK ((topic ~ '^[a-z_]{1,40}$'::text))
) with (fillfactor=80);

CREATE TRIGGER outbox_notify AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();

CREATE INDEX outbox_published ON outbox USING btree (published_at) WHERE (published_at IS NOT NULL);

CREATE INDEX outbox_waiting ON outbox USING btree (id) WHERE (published_at IS NULL);

grant delete, insert, select on outbox to tuppence_app;

grant update (published_at) on outbox to tuppence_app;

create table payment (
  id bigint not null generated always as identity,
  payment_order bigint not null,
  position smallint not null,
  payee bigint not null,
  amount numeric(38,0) not null,
  state text not null,
  escrowed boolean not null,
  hold bigint not null,
  hold_expires_at timestamp with time zone not null,
  transfer bigint,
  claim_until timestamp with time zone,
  escrow_transfer bigint,
  payee_delivery bigint,
  reason jsonb,
  pressed_key text,
  settled_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint payment_payment_order_payee_key UNIQUE (payment_order, payee),
  constraint payment_payment_order_position_key UNIQUE (payment_order, "position"),
  constraint payment_pkey PRIMARY KEY (id),
  constraint payment_payee_fkey FOREIGN KEY (payee) REFERENCES person(id),
  constraint payment_payment_order_fkey FOREIGN KEY (payment_order) REFERENCES payment_order(id),
  constraint payment_amount_check CHECK ((amount > (0)::numeric)),
  constraint payment_check CHECK (((state = 'claimable'::text) <= (escrowed AND (claim_until IS NOT NULL) AND (transfer IS NOT NULL)))),
  constraint payment_check1 CHECK (((state = 'settled'::text) <= ((transfer IS NOT NULL) AND (escrowed = (escrow_transfer IS NOT NULL))))),
  constraint payment_check2 CHECK (((state = 'returned'::text) <= (escrow_transfer IS NOT NULL))),
  constraint payment_state_check CHECK ((state = ANY (ARRAY['authorized'::text, 'settled'::text, 'claimable'::text, 'returned'::text, 'voided'::text, 'expired'::text, 'reversed'::text])))
);

CREATE INDEX payment_authorized ON payment USING btree (hold_expires_at) WHERE (state = 'authorized'::text);

CREATE INDEX payment_claim_until ON payment USING btree (claim_until) WHERE (state = 'claimable'::text);

CREATE INDEX payment_claimable ON payment USING btree (payee) WHERE (state = 'claimable'::text);

CREATE UNIQUE INDEX payment_escrow_transfer ON payment USING btree (escrow_transfer) WHERE (escrow_transfer IS NOT NULL);

CREATE TRIGGER payment_immutable BEFORE DELETE OR UPDATE OF id, payment_order, "position", payee, amount, escrowed, hold, hold_expires_at OR TRUNCATE ON payment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE UNIQUE INDEX payment_transfer ON payment USING btree (transfer) WHERE (transfer IS NOT NULL);

grant insert, select on payment to tuppence_app;

grant update (state, transfer, claim_until, escrow_transfer, payee_delivery, reason, pressed_key, settled_at, ended_at) on payment to tuppence_app;

create table payment_exchange (
  payment bigint not null,
  quote bigint not null,
  sell_asset text not null,
  sell_amount numeric(38,0) not null,
  spread numeric(38,0) not null,
  constraint payment_exchange_pkey PRIMARY KEY (payment),
  constraint payment_exchange_payment_fkey FOREIGN KEY (payment) REFERENCES payment(id),
  constraint payment_exchange_quote_fkey FOREIGN KEY (quote) REFERENCES exchange_quote(id),
  constraint payment_exchange_check CHECK (((spread >= (0)::numeric) AND (spread < sell_amount))),
  constraint payment_exchange_sell_amount_check CHECK ((sell_amount > (0)::numeric))
);

CREATE TRIGGER payment_exchange_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON payment_exchange FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX payment_exchange_quote ON payment_exchange USING btree (quote);

grant insert, select on payment_exchange to tuppence_app;

create table payment_order (
  id bigint not null generated always as identity,
  reference text not null,
  payer bigint not null,
  asset text not null,
  mode text not null,
  total numeric(38,0) not null,
  memo text,
  key text not null,
  request_hash text not null,
  origin jsonb not null,
  delivery bigint not null,
  created_at timestamp with time zone not null,
  constraint payment_order_key_key UNIQUE (key),
  constraint payment_order_reference_key UNIQUE (reference),
  constraint payment_order_pkey PRIMARY KEY (id),
  constraint payment_order_payer_fkey FOREIGN KEY (payer) REFERENCES person(id),
  constraint payment_order_mode_check CHECK ((mode = ANY (ARRAY['each'::text, 'total'::text]))),
  constraint payment_order_reference_check CHECK ((reference ~~ 'pay\_%'::text)),
  constraint payment_order_total_check CHECK ((total > (0)::numeric))
);

CREATE TRIGGER payment_order_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON payment_order FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX payment_order_payer ON payment_order USING btree (payer);

grant insert, select on payment_order to tuppence_app;

grant update (id) on payment_order to tuppence_app;

grant usage on payment_order_id_seq to tuppence_app;

create table paywall_file (
  id bigint not null generated always as identity,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  bytes bytea not null,
  created_at timestamp with time zone not null,
  shown_as text,
  known_as jsonb,
  constraint paywall_file_pkey PRIMARY KEY (id),
  constraint paywall_file_check CHECK ((size_bytes = octet_length(bytes))),
  constraint paywall_file_shown_as_check CHECK ((shown_as = ANY (ARRAY['photo'::text, 'video'::text, 'animation'::text, 'audio'::text, 'voice'::text])))
);

CREATE TRIGGER paywall_file_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON paywall_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on paywall_file to tuppence_app;

create table paywall_message (
  post bigint not null,
  delivery bigint not null,
  key text not null,
  constraint paywall_message_key_key UNIQUE (key),
  constraint paywall_message_pkey PRIMARY KEY (delivery),
  constraint paywall_message_post_fkey FOREIGN KEY (post) REFERENCES paywall_post(id)
);

CREATE INDEX paywall_message_post ON paywall_message USING btree (post);

grant insert, select on paywall_message to tuppence_app;

create table paywall_post (
  id bigint not null generated always as identity,
  reference text not null,
  seller bigint not null,
  asset text not null,
  key text not null,
  request_hash text not null,
  delivery bigint not null,
  withdrawn_at timestamp with time zone,
  withdrawn_key text,
  created_at timestamp with time zone not null,
  constraint paywall_post_key_key UNIQUE (key),
  constraint paywall_post_reference_key UNIQUE (reference),
  constraint paywall_post_pkey PRIMARY KEY (id),
  constraint paywall_post_seller_fkey FOREIGN KEY (seller) REFERENCES person(id),
  constraint paywall_post_check CHECK (((withdrawn_at IS NULL) = (withdrawn_key IS NULL))),
  constraint paywall_post_reference_check CHECK ((reference ~~ 'pst\_%'::text))
);

CREATE TRIGGER paywall_post_immutable BEFORE DELETE OR UPDATE OF id, reference, seller, asset, key, request_hash, delivery, created_at OR TRUNCATE ON paywall_post FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX paywall_post_seller ON paywall_post USING btree (seller, id);

grant insert, select on paywall_post to tuppence_app;

grant update (withdrawn_at, withdrawn_key) on paywall_post to tuppence_app;

create table paywall_purchase (
  reference text not null,
  post bigint not null,
  version integer not null,
  buyer bigint not null,
  key text not null,
  delivery bigint,
  created_at timestamp with time zone not null,
  asked_at timestamp with time zone,
  asked_key text,
  asked_delivery bigint,
  constraint paywall_purchase_asked_key_key UNIQUE (asked_key),
  constraint paywall_purchase_key_key UNIQUE (key),
  constraint paywall_purchase_pkey PRIMARY KEY (reference),
  constraint paywall_purchase_buyer_fkey FOREIGN KEY (buyer) REFERENCES person(id),
  constraint paywall_purchase_post_version_fkey FOREIGN KEY (post, version) REFERENCES paywall_version(post, number),
  constraint paywall_purchase_asked CHECK ((((asked_at IS NULL) = (asked_key IS NULL)) AND ((asked_delivery IS NULL) OR (asked_at IS NOT NULL))))
);

CREATE INDEX paywall_purchase_buyer ON paywall_purchase USING btree (buyer);

CREATE TRIGGER paywall_purchase_immutable BEFORE DELETE OR UPDATE OF reference, post, version, buyer, key, created_at OR TRUNCATE ON paywall_purchase FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX paywall_purchase_post ON paywall_purchase USING btree (post);

grant insert, select on paywall_purchase to tuppence_app;

grant update (delivery, asked_at, asked_key, asked_delivery) on paywall_purchase to tuppence_app;

create table paywall_version (
  post bigint not null,
  number integer not null,
  price numeric(38,0) not null,
  title text,
  teaser text,
  content text,
  file bigint,
  key text not null,
  request_hash text not null,
  created_at timestamp with time zone not null,
  constraint paywall_version_key_key UNIQUE (key),
  constraint paywall_version_pkey PRIMARY KEY (post, number),
  constraint paywall_version_file_fkey FOREIGN KEY (file) REFERENCES paywall_file(id),
  constraint paywall_version_post_fkey FOREIGN KEY (post) REFERENCES paywall_post(id),
  constraint paywall_version_check CHECK (((content IS NOT NULL) OR (file IS NOT NULL))),
  constraint paywall_version_number_check CHECK ((number > 0)),
  constraint paywall_version_price_check CHECK ((price > (0)::numeric))
);

CREATE TRIGGER paywall_version_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON paywall_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on paywall_version to tuppence_app;

create table person (
  id bigint not null generated always as identity,
  public_id text not null,
  met_at timestamp with time zone,
  frozen_at timestamp with time zone,
  merged_into bigint,
  created_at timestamp with time zone not null,
  time_zone text,
  language text,
  constraint person_public_id_key UNIQUE (public_id),
  constraint person_pkey PRIMARY KEY (id),
  constraint person_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES person(id),
  constraint person_check CHECK ((merged_into <> id)),
  constraint person_language_check CHECK ((language ~ '^[a-z]{2,3}$'::text)),
  constraint person_public_id_check CHECK ((public_id ~~ 'prs\_%'::text))
);

CREATE INDEX person_merged_into ON person USING btree (merged_into) WHERE (merged_into IS NOT NULL);

grant insert, select on person to tuppence_app;

grant update (met_at, frozen_at, merged_into, time_zone, language) on person to tuppence_app;

create table person_link (
  key text not null,
  survivor bigint not null,
  merged bigint not null,
  created_at timestamp with time zone not null,
  constraint person_link_merged_key UNIQUE (merged),
  constraint person_link_pkey PRIMARY KEY (key),
  constraint person_link_merged_fkey FOREIGN KEY (merged) REFERENCES person(id),
  constraint person_link_survivor_fkey FOREIGN KEY (survivor) REFERENCES person(id)
);

grant insert, select on person_link to tuppence_app;

create table person_tier (
  id bigint not null generated always as identity,
  person bigint not null,
  tier text not null,
  operator text,
  key text not null,
  created_at timestamp with time zone not null,
  constraint person_tier_key_key UNIQUE (key),
  constraint person_tier_pkey PRIMARY KEY (id),
  constraint person_tier_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint person_tier_tier_check CHECK ((tier ~ '^[a-z][a-z0-9_]{0,19}$'::text))
);

CREATE TRIGGER person_tier_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON person_tier FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX person_tier_newest ON person_tier USING btree (person, id DESC);

grant insert, select on person_tier to tuppence_app;

create table pin (
  person bigint not null,
  cost text not null,
  salt text not null,
  hash text not null,
  tries integer not null default 0,
  lockouts integer not null default 0,
  locked_until timestamp with time zone,
  set_at timestamp with time zone not null,
  tried_by text,
  constraint pin_pkey PRIMARY KEY (person),
  constraint pin_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint pin_cost_check CHECK ((cost ~ '^\d+:\d+:\d+$'::text)),
  constraint pin_lockouts_check CHECK ((lockouts >= 0)),
  constraint pin_tried_by_check CHECK (((length(tried_by) >= 1) AND (length(tried_by) <= 500))),
  constraint pin_tries_check CHECK ((tries >= 0))
);

grant delete, insert, select, update on pin to tuppence_app;

create table pin_prompt (
  person bigint not null,
  intent text not null,
  expires_at timestamp with time zone not null,
  constraint pin_prompt_pkey PRIMARY KEY (person),
  constraint pin_prompt_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);

grant delete, insert, select, update on pin_prompt to tuppence_app;

create table pin_spending (
  person bigint not null,
  key text not null,
  asset text not null,
  amount numeric(38,0) not null,
  at timestamp with time zone not null,
  constraint pin_spending_pkey PRIMARY KEY (person, key),
  constraint pin_spending_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint pin_spending_amount_check CHECK ((amount > (0)::numeric))
);

CREATE INDEX pin_spending_at ON pin_spending USING btree (at);

grant delete, insert, select on pin_spending to tuppence_app;

grant update (asset, amount, at) on pin_spending to tuppence_app;

create table pointed (
  reader text not null,
  channel text not null,
  reachable boolean not null,
  at timestamp with time zone not null,
  constraint pointed_pkey PRIMARY KEY (reader, channel)
);

grant delete, insert, select on pointed to tuppence_app;

grant update (reachable, at) on pointed to tuppence_app;

create table price_doubt (
  asset text not null,
  as_of timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint price_doubt_pkey PRIMARY KEY (asset, as_of),
  constraint price_doubt_asset_fkey FOREIGN KEY (asset) REFERENCES asset_listing(asset)
);

CREATE TRIGGER price_doubt_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON price_doubt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on price_doubt to tuppence_app;

create table protection (
  person bigint not null,
  asset text not null,
  ask_above numeric(38,0),
  ask_new_above numeric(38,0),
  changed_at timestamp with time zone not null,
  pin_above numeric(38,0) not null,
  constraint protection_pkey PRIMARY KEY (person),
  constraint protection_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint protection_ask_above_check CHECK ((ask_above >= (0)::numeric)),
  constraint protection_ask_new_above_check CHECK ((ask_new_above >= (0)::numeric)),
  constraint protection_pin_above_check CHECK ((pin_above >= (0)::numeric))
);

grant insert, select, update on protection to tuppence_app;

create table rate (
  rate_set bigint not null,
  asset text not null,
  per_euro numeric not null,
  constraint rate_pkey PRIMARY KEY (rate_set, asset),
  constraint rate_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint rate_rate_set_fkey FOREIGN KEY (rate_set) REFERENCES rate_set(id),
  constraint rate_per_euro_check CHECK ((per_euro > (0)::numeric))
);

CREATE TRIGGER rate_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON rate FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on rate to tuppence_app;

create table rate_doubt (
  rate_set bigint not null,
  asset text not null,
  per_euro numeric not null,
  date date not null,
  seen_at timestamp with time zone not null,
  constraint rate_doubt_pkey PRIMARY KEY (rate_set),
  constraint rate_doubt_rate_set_fkey FOREIGN KEY (rate_set) REFERENCES rate_set(id),
  constraint rate_doubt_per_euro_check CHECK ((per_euro > (0)::numeric))
);

CREATE TRIGGER rate_doubt_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON rate_doubt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on rate_doubt to tuppence_app;

create table rate_set (
  id bigint not null generated always as identity,
  source text not null,
  date date not null,
  fetched_at timestamp with time zone not null,
  fresh_until timestamp with time zone not null,
  constraint rate_set_source_date_key UNIQUE (source, date),
  constraint rate_set_pkey PRIMARY KEY (id),
  constraint rate_set_check CHECK ((fresh_until > fetched_at)),
  constraint rate_set_source_check CHECK ((source ~ '^[a-z_]{1,20}$'::text))
);

CREATE TRIGGER rate_set_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON rate_set FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on rate_set to tuppence_app;

create table refund (
  id bigint not null generated always as identity,
  payment bigint not null,
  amount numeric(38,0) not null,
  transfer bigint not null,
  ordered_by text not null,
  key text not null,
  created_at timestamp with time zone not null,
  constraint refund_key_key UNIQUE (key),
  constraint refund_transfer_key UNIQUE (transfer),
  constraint refund_pkey PRIMARY KEY (id),
  constraint refund_payment_fkey FOREIGN KEY (payment) REFERENCES payment(id),
  constraint refund_amount_check CHECK ((amount > (0)::numeric)),
  constraint refund_ordered_by_check CHECK ((ordered_by = ANY (ARRAY['payee'::text, 'bank'::text, 'sale'::text])))
);

CREATE UNIQUE INDEX refund_by_payee ON refund USING btree (payment) WHERE (ordered_by = 'payee'::text);

CREATE INDEX refund_payment ON refund USING btree (payment);

grant insert, select on refund to tuppence_app;

create table rejection (
  key text not null,
  request_hash bytea not null,
  refusal text not null,
  account_id bigint,
  created_at timestamp with time zone not null,
  constraint rejection_pkey PRIMARY KEY (key)
);

CREATE TRIGGER rejection_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON rejection FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant select on rejection to tuppence_app;

create table request (
  id bigint not null generated always as identity,
  reference text not null,
  asker bigint not null,
  asset text not null,
  memo text,
  key text not null,
  request_hash text not null,
  origin jsonb not null,
  delivery bigint not null,
  expires_at timestamp with time zone not null,
  reminded_at timestamp with time zone,
  reminded_key text,
  created_at timestamp with time zone not null,
  constraint request_key_key UNIQUE (key),
  constraint request_reference_key UNIQUE (reference),
  constraint request_pkey PRIMARY KEY (id),
  constraint request_asker_fkey FOREIGN KEY (asker) REFERENCES person(id),
  constraint request_reference_check CHECK ((reference ~~ 'req\_%'::text))
);

CREATE INDEX request_asker ON request USING btree (asker, id);

grant insert, select on request to tuppence_app;

grant update (reminded_at, reminded_key) on request to tuppence_app;

create table request_message (
  request bigint not null,
  delivery bigint not null,
  constraint request_message_pkey PRIMARY KEY (delivery),
  constraint request_message_request_fkey FOREIGN KEY (request) REFERENCES request(id)
);

CREATE INDEX request_message_request ON request_message USING btree (request);

grant insert, select on request_message to tuppence_app;

create table request_payment (
  reference text not null,
  share bigint not null,
  payer bigint not null,
  key text not null,
  created_at timestamp with time zone not null,
  constraint request_payment_key_key UNIQUE (key),
  constraint request_payment_pkey PRIMARY KEY (reference),
  constraint request_payment_payer_fkey FOREIGN KEY (payer) REFERENCES person(id),
  constraint request_payment_share_fkey FOREIGN KEY (share) REFERENCES request_share(id)
);

CREATE INDEX request_payment_share ON request_payment USING btree (share);

grant insert, select on request_payment to tuppence_app;

create table request_share (
  id bigint not null generated always as identity,
  request bigint not null,
  position smallint not null,
  payer bigint,
  amount numeric(38,0) not null,
  state text not null,
  expires_at timestamp with time zone not null,
  ended_key text,
  ended_at timestamp with time zone,
  constraint request_share_request_payer_key UNIQUE (request, payer),
  constraint request_share_request_position_key UNIQUE (request, "position"),
  constraint request_share_pkey PRIMARY KEY (id),
  constraint request_share_payer_fkey FOREIGN KEY (payer) REFERENCES person(id),
  constraint request_share_request_fkey FOREIGN KEY (request) REFERENCES request(id),
  constraint request_share_amount_check CHECK ((amount > (0)::numeric)),
  constraint request_share_check CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  constraint request_share_state_check CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text, 'declined'::text, 'cancelled'::text, 'expired'::text])))
);

CREATE INDEX request_share_expires_at ON request_share USING btree (expires_at) WHERE (state = 'open'::text);

CREATE INDEX request_share_payer ON request_share USING btree (payer) WHERE (state = 'open'::text);

grant insert, select on request_share to tuppence_app;

grant update (state, ended_key, ended_at) on request_share to tuppence_app;

create table savings_goal (
  id bigint not null generated always as identity,
  person bigint not null,
  asset text not null,
  target numeric(38,0),
  name text,
  key text not null,
  created_at timestamp with time zone not null,
  constraint savings_goal_key_key UNIQUE (key),
  constraint savings_goal_pkey PRIMARY KEY (id),
  constraint savings_goal_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint savings_goal_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint savings_goal_target_check CHECK ((target > (0)::numeric))
);

CREATE TRIGGER savings_goal_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON savings_goal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX savings_goal_newest ON savings_goal USING btree (person, asset, id DESC);

grant insert, select on savings_goal to tuppence_app;

create table savings_move (
  id bigint not null generated always as identity,
  reference text not null,
  person bigint not null,
  asset text not null,
  direction text not null,
  amount numeric(38,0) not null,
  transfer bigint not null,
  key text not null,
  created_at timestamp with time zone not null,
  constraint savings_move_key_key UNIQUE (key),
  constraint savings_move_reference_key UNIQUE (reference),
  constraint savings_move_transfer_key UNIQUE (transfer),
  constraint savings_move_pkey PRIMARY KEY (id),
  constraint savings_move_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint savings_move_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint savings_move_amount_check CHECK ((amount > (0)::numeric)),
  constraint savings_move_direction_check CHECK ((direction = ANY (ARRAY['save'::text, 'unsave'::text]))),
  constraint savings_move_reference_check CHECK ((reference ~~ 'sav\_%'::text))
);

CREATE TRIGGER savings_move_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON savings_move FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on savings_move to tuppence_app;

create table seal (
  number bigint not null,
  journals bigint[] not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null,
  journal_hashes bytea not null,
  constraint seal_pkey PRIMARY KEY (number),
  constraint seal_check CHECK ((octet_length(journal_hashes) = (32 * cardinality(journals)))),
  constraint seal_hash_check CHECK ((octet_length(hash) = 32)),
  constraint seal_journals_check CHECK ((cardinality(journals) > 0)),
  constraint seal_number_check CHECK ((number > 0))
);

CREATE TRIGGER seal_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant select on seal to tuppence_app;

create table shop_act (
  id bigint not null generated always as identity,
  key text not null,
  request_hash text not null,
  item bigint not null,
  person bigint not null,
  did text not null,
  price numeric(38,0) not null,
  stock integer,
  stock_change integer not null,
  created_at timestamp with time zone not null,
  constraint shop_act_key_key UNIQUE (key),
  constraint shop_act_pkey PRIMARY KEY (id),
  constraint shop_act_item_fkey FOREIGN KEY (item) REFERENCES shop_item(id),
  constraint shop_act_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint shop_act_did_check CHECK ((did = ANY (ARRAY['added'::text, 'edited'::text, 'stocked'::text, 'removed'::text, 'cancelled'::text, 'staffed'::text])))
);

CREATE TRIGGER shop_act_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON shop_act FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX shop_act_item ON shop_act USING btree (item, id);

grant insert, select on shop_act to tuppence_app;

create table shop_card (
  item bigint not null,
  delivery bigint not null,
  constraint shop_card_pkey PRIMARY KEY (delivery),
  constraint shop_card_item_fkey FOREIGN KEY (item) REFERENCES shop_item(id)
);

CREATE INDEX shop_card_item ON shop_card USING btree (item, delivery);

grant insert, select on shop_card to tuppence_app;

create table shop_item (
  id bigint not null generated always as identity,
  reference text not null,
  community text not null,
  seller bigint not null,
  name text not null,
  name_key text not null,
  description text,
  asset text not null,
  price numeric(38,0) not null,
  stock integer,
  per_person integer,
  state text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  event_at timestamp with time zone,
  event_zone text,
  place text,
  refund_until timestamp with time zone,
  constraint shop_item_reference_key UNIQUE (reference),
  constraint shop_item_pkey PRIMARY KEY (id),
  constraint shop_item_asset_fkey FOREIGN KEY (asset) REFERENCES asset(code),
  constraint shop_item_seller_fkey FOREIGN KEY (seller) REFERENCES person(id),
  constraint shop_item_check CHECK (((state = 'open'::text) = (ended_at IS NULL))),
  constraint shop_item_event_check CHECK ((((event_at IS NULL) = (event_zone IS NULL)) AND ((event_at IS NOT NULL) OR ((place IS NULL) AND (refund_until IS NULL) AND (state <> 'cancelled'::text))))),
  constraint shop_item_name_check CHECK ((name <> ''::text)),
  constraint shop_item_name_key_check CHECK ((name_key <> ''::text)),
  constraint shop_item_per_person_check CHECK ((per_person > 0)),
  constraint shop_item_price_check CHECK ((price > (0)::numeric)),
  constraint shop_item_reference_check CHECK ((reference ~~ 'itm\_%'::text)),
  constraint shop_item_state_check CHECK ((state = ANY (ARRAY['open'::text, 'removed'::text, 'cancelled'::text]))),
  constraint shop_item_stock_check CHECK ((stock >= 0))
);

CREATE UNIQUE INDEX shop_item_name ON shop_item USING btree (community, name_key) WHERE (state = 'open'::text);

CREATE INDEX shop_item_seller ON shop_item USING btree (seller, id);

grant insert, select on shop_item to tuppence_app;

grant update (name, name_key, description, price, stock, per_person, state, ended_at) on shop_item to tuppence_app;

create table shop_purchase (
  id bigint not null generated always as identity,
  item bigint not null,
  buyer bigint not null,
  quantity integer not null,
  unit_price numeric(38,0) not null,
  payment text not null,
  key text not null,
  created_at timestamp with time zone not null,
  told_at timestamp with time zone,
  constraint shop_purchase_key_key UNIQUE (key),
  constraint shop_purchase_payment_key UNIQUE (payment),
  constraint shop_purchase_pkey PRIMARY KEY (id),
  constraint shop_purchase_buyer_fkey FOREIGN KEY (buyer) REFERENCES person(id),
  constraint shop_purchase_item_fkey FOREIGN KEY (item) REFERENCES shop_item(id),
  constraint shop_purchase_quantity_check CHECK ((quantity > 0)),
  constraint shop_purchase_unit_price_check CHECK ((unit_price > (0)::numeric))
);

CREATE INDEX shop_purchase_item ON shop_purchase USING btree (item, buyer);

CREATE INDEX shop_purchase_untold ON shop_purchase USING btree (id) WHERE (told_at IS NULL);

grant insert, select on shop_purchase to tuppence_app;

grant update (told_at) on shop_purchase to tuppence_app;

create table shop_staff (
  item bigint not null,
  person bigint not null,
  created_at timestamp with time zone not null,
  constraint shop_staff_pkey PRIMARY KEY (item, person),
  constraint shop_staff_item_fkey FOREIGN KEY (item) REFERENCES shop_item(id),
  constraint shop_staff_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);

grant insert, select on shop_staff to tuppence_app;

create table shop_ticket (
  id bigint not null generated always as identity,
  purchase bigint not null,
  position integer not null,
  number text not null,
  holder bigint not null,
  checked_in_at timestamp with time zone,
  checked_in_by bigint,
  checked_in_code text,
  checked_in_key text,
  refunded_at timestamp with time zone,
  refunded_key text,
  constraint shop_ticket_checked_in_key_key UNIQUE (checked_in_key),
  constraint shop_ticket_number_key UNIQUE (number),
  constraint shop_ticket_purchase_position_key UNIQUE (purchase, "position"),
  constraint shop_ticket_pkey PRIMARY KEY (id),
  constraint shop_ticket_checked_in_by_fkey FOREIGN KEY (checked_in_by) REFERENCES person(id),
  constraint shop_ticket_holder_fkey FOREIGN KEY (holder) REFERENCES person(id),
  constraint shop_ticket_purchase_fkey FOREIGN KEY (purchase) REFERENCES shop_purchase(id),
  constraint shop_ticket_check CHECK ((((checked_in_at IS NULL) = (checked_in_by IS NULL)) AND ((checked_in_at IS NULL) = (checked_in_code IS NULL)))),
  constraint shop_ticket_check1 CHECK (((refunded_at IS NULL) = (refunded_key IS NULL))),
  constraint shop_ticket_number_check CHECK ((number ~ '^\d{12}$'::text)),
  constraint shop_ticket_position_check CHECK (("position" >= 0))
);

CREATE INDEX shop_ticket_holder ON shop_ticket USING btree (holder, id);

grant insert, select on shop_ticket to tuppence_app;

grant update (holder, checked_in_at, checked_in_by, checked_in_code, checked_in_key, refunded_at, refunded_key) on shop_ticket to tuppence_app;

create table shop_ticket_code (
  hash text not null,
  ticket bigint not null,
  holder bigint not null,
  created_at timestamp with time zone not null,
  void_at timestamp with time zone,
  constraint shop_ticket_code_pkey PRIMARY KEY (hash),
  constraint shop_ticket_code_holder_fkey FOREIGN KEY (holder) REFERENCES person(id),
  constraint shop_ticket_code_ticket_fkey FOREIGN KEY (ticket) REFERENCES shop_ticket(id)
);

CREATE INDEX shop_ticket_code_ticket ON shop_ticket_code USING btree (ticket) WHERE (void_at IS NULL);

grant insert, select on shop_ticket_code to tuppence_app;

grant update (void_at) on shop_ticket_code to tuppence_app;

create table shop_ticket_gift (
  key text not null,
  ticket bigint not null,
  giver bigint not null,
  receiver bigint not null,
  created_at timestamp with time zone not null,
  constraint shop_ticket_gift_pkey PRIMARY KEY (key),
  constraint shop_ticket_gift_giver_fkey FOREIGN KEY (giver) REFERENCES person(id),
  constraint shop_ticket_gift_receiver_fkey FOREIGN KEY (receiver) REFERENCES person(id),
  constraint shop_ticket_gift_ticket_fkey FOREIGN KEY (ticket) REFERENCES shop_ticket(id)
);

CREATE TRIGGER shop_ticket_gift_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON shop_ticket_gift FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX shop_ticket_gift_ticket ON shop_ticket_gift USING btree (ticket);

grant insert, select on shop_ticket_gift to tuppence_app;

create table split (
  id bigint not null generated always as identity,
  reference text not null,
  owner bigint not null,
  asset text not null,
  total numeric(38,0) not null,
  mode text not null,
  memo text,
  key text not null,
  request_hash text not null,
  origin jsonb not null,
  delivery bigint not null,
  state text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint split_key_key UNIQUE (key),
  constraint split_reference_key UNIQUE (reference),
  constraint split_pkey PRIMARY KEY (id),
  constraint split_owner_fkey FOREIGN KEY (owner) REFERENCES person(id),
  constraint split_check CHECK (((state = ANY (ARRAY['cancelled'::text, 'expired'::text])) <= (ended_at IS NOT NULL))),
  constraint split_mode_check CHECK ((mode = ANY (ARRAY['equal'::text, 'shares'::text, 'percent'::text, 'exact'::text, 'items'::text]))),
  constraint split_reference_check CHECK ((reference ~~ 'spl\_%'::text)),
  constraint split_state_check CHECK ((state = ANY (ARRAY['open'::text, 'locked'::text, 'cancelled'::text, 'expired'::text]))),
  constraint split_total_check CHECK ((total > (0)::numeric))
);

CREATE INDEX split_expires_at ON split USING btree (expires_at) WHERE (ended_at IS NULL);

CREATE INDEX split_owner ON split USING btree (owner) WHERE (ended_at IS NULL);

grant insert, select on split to tuppence_app;

grant update (state, ended_at) on split to tuppence_app;

create table split_act (
  key text not null,
  split bigint not null,
  person bigint not null,
  did text not null,
  share bigint,
  payment text,
  refusal jsonb,
  at timestamp with time zone not null,
  constraint split_act_pkey PRIMARY KEY (key),
  constraint split_act_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint split_act_share_fkey FOREIGN KEY (share) REFERENCES split_share(id),
  constraint split_act_split_fkey FOREIGN KEY (split) REFERENCES split(id),
  constraint split_act_check CHECK (((did = 'pay'::text) = ((share IS NOT NULL) AND (payment IS NOT NULL)))),
  constraint split_act_did_check CHECK ((did = ANY (ARRAY['join'::text, 'leave'::text, 'lock'::text, 'cancel'::text, 'pay'::text])))
);

CREATE INDEX split_act_payment ON split_act USING btree (payment) WHERE (payment IS NOT NULL);

CREATE INDEX split_act_share ON split_act USING btree (share) WHERE (share IS NOT NULL);

CREATE INDEX split_act_split ON split_act USING btree (split);

grant insert, select on split_act to tuppence_app;

create table split_share (
  id bigint not null generated always as identity,
  split bigint not null,
  position smallint not null,
  person bigint not null,
  takes_part boolean not null,
  weight numeric(38,0) not null,
  amount numeric(38,0) not null,
  delivery bigint,
  constraint split_share_split_person_key UNIQUE (split, person),
  constraint split_share_split_position_key UNIQUE (split, "position"),
  constraint split_share_pkey PRIMARY KEY (id),
  constraint split_share_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint split_share_split_fkey FOREIGN KEY (split) REFERENCES split(id),
  constraint split_share_amount_check CHECK ((amount >= (0)::numeric)),
  constraint split_share_check CHECK ((takes_part <= ((weight > (0)::numeric) AND (amount > (0)::numeric)))),
  constraint split_share_weight_check CHECK ((weight >= (0)::numeric))
);

CREATE INDEX split_share_person ON split_share USING btree (person);

grant insert, select on split_share to tuppence_app;

grant update (takes_part, weight, amount) on split_share to tuppence_app;

create table standing_act (
  key text not null,
  standing_order bigint not null,
  person bigint not null,
  act text not null,
  created_at timestamp with time zone not null,
  constraint standing_act_pkey PRIMARY KEY (key),
  constraint standing_act_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint standing_act_standing_order_fkey FOREIGN KEY (standing_order) REFERENCES standing_order(id),
  constraint standing_act_act_check CHECK ((act = ANY (ARRAY['pause'::text, 'resume'::text, 'skip'::text, 'end'::text, 'skip_run'::text])))
);

CREATE TRIGGER standing_act_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON standing_act FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX standing_act_order ON standing_act USING btree (standing_order);

grant insert, select on standing_act to tuppence_app;

create table standing_order (
  id bigint not null generated always as identity,
  reference text not null,
  payer bigint not null,
  payee bigint not null,
  asset text not null,
  amount numeric(38,0) not null,
  memo text,
  key text not null,
  origin jsonb not null,
  zone text not null,
  starts text not null,
  repeat jsonb,
  state text not null,
  why text,
  next_date text,
  next_at timestamp with time zone,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint standing_order_key_key UNIQUE (key),
  constraint standing_order_reference_key UNIQUE (reference),
  constraint standing_order_pkey PRIMARY KEY (id),
  constraint standing_order_payee_fkey FOREIGN KEY (payee) REFERENCES person(id),
  constraint standing_order_payer_fkey FOREIGN KEY (payer) REFERENCES person(id),
  constraint standing_order_amount_check CHECK ((amount > (0)::numeric)),
  constraint standing_order_check CHECK (((state = 'active'::text) = (why IS NULL))),
  constraint standing_order_check1 CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  constraint standing_order_check2 CHECK (((next_date IS NULL) = (next_at IS NULL))),
  constraint standing_order_check3 CHECK (((next_at IS NULL) OR (state = 'active'::text))),
  constraint standing_order_reference_check CHECK ((reference ~~ 'sto\_%'::text)),
  constraint standing_order_starts_check CHECK ((starts ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'::text)),
  constraint standing_order_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'ended'::text]))),
  constraint standing_order_why_check CHECK ((why = ANY (ARRAY['asked'::text, 'finished'::text, 'self'::text, 'payer'::text, 'payee'::text, 'unclaimed'::text, 'refused'::text])))
);

CREATE TRIGGER standing_order_immutable BEFORE DELETE OR UPDATE OF reference, payer, payee, asset, amount, memo, key, origin, zone, starts, repeat, created_at OR TRUNCATE ON standing_order FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX standing_order_next_at ON standing_order USING btree (next_at) WHERE (next_at IS NOT NULL);

CREATE INDEX standing_order_payer ON standing_order USING btree (payer, id) WHERE (state <> 'ended'::text);

grant insert, select on standing_order to tuppence_app;

grant update (state, why, next_date, next_at, ended_at) on standing_order to tuppence_app;

create table standing_run (
  id bigint not null generated always as identity,
  standing_order bigint not null,
  date text not null,
  due_at timestamp with time zone not null,
  missed integer not null,
  state text not null,
  why text,
  failures smallint not null default 0,
  retry_at timestamp with time zone,
  told_retry_at timestamp with time zone,
  payment text,
  delivery bigint,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint standing_run_payment_key UNIQUE (payment),
  constraint standing_run_standing_order_date_key UNIQUE (standing_order, date),
  constraint standing_run_pkey PRIMARY KEY (id),
  constraint standing_run_standing_order_fkey FOREIGN KEY (standing_order) REFERENCES standing_order(id),
  constraint standing_run_check CHECK (((state = 'due'::text) = (ended_at IS NULL))),
  constraint standing_run_check1 CHECK (((state = 'due'::text) = (retry_at IS NOT NULL))),
  constraint standing_run_check2 CHECK (((state = 'placed'::text) = (payment IS NOT NULL))),
  constraint standing_run_check3 CHECK (((state = 'skipped'::text) = (why IS NOT NULL))),
  constraint standing_run_missed_check CHECK ((missed >= 0)),
  constraint standing_run_state_check CHECK ((state = ANY (ARRAY['due'::text, 'placed'::text, 'skipped'::text]))),
  constraint standing_run_why_check CHECK ((why = ANY (ARRAY['asked'::text, 'funds'::text, 'order'::text, 'next'::text, 'refused'::text])))
);

CREATE TRIGGER standing_run_immutable BEFORE DELETE OR UPDATE OF standing_order, date, due_at, missed, created_at OR TRUNCATE ON standing_run FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX standing_run_retry_at ON standing_run USING btree (retry_at) WHERE (state = 'due'::text);

grant insert, select on standing_run to tuppence_app;

grant update (state, why, failures, retry_at, told_retry_at, payment, delivery, ended_at) on standing_run to tuppence_app;

create table statement (
  id bigint not null generated always as identity,
  reference text not null,
  person bigint not null,
  month date not null,
  zone text,
  begins_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  made_at timestamp with time zone not null,
  constraint statement_person_month_key UNIQUE (person, month),
  constraint statement_reference_key UNIQUE (reference),
  constraint statement_pkey PRIMARY KEY (id),
  constraint statement_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint statement_check CHECK ((ends_at > begins_at)),
  constraint statement_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint statement_reference_check CHECK ((reference ~ '^stm_[0-9A-Z]{10}$'::text))
);

CREATE TRIGGER statement_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on statement to tuppence_app;

create table statement_told (
  person bigint not null,
  month date not null,
  told_at timestamp with time zone not null,
  constraint statement_told_pkey PRIMARY KEY (person, month),
  constraint statement_told_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);

CREATE TRIGGER statement_told_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON statement_told FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on statement_told to tuppence_app;

create table subscription (
  id bigint not null generated always as identity,
  reference text not null,
  tier bigint not null,
  subscriber bigint not null,
  zone text not null,
  starts text not null,
  state text not null,
  why text,
  cancelled_key text,
  next_number integer not null,
  next_at timestamp with time zone not null,
  reminded integer not null default 1,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint subscription_reference_key UNIQUE (reference),
  constraint subscription_pkey PRIMARY KEY (id),
  constraint subscription_subscriber_fkey FOREIGN KEY (subscriber) REFERENCES person(id),
  constraint subscription_tier_fkey FOREIGN KEY (tier) REFERENCES subscription_tier(id),
  constraint subscription_check CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  constraint subscription_check1 CHECK (((state = 'ended'::text) = (why IS NOT NULL))),
  constraint subscription_next_number_check CHECK ((next_number > 1)),
  constraint subscription_reference_check CHECK ((reference ~~ 'sub\_%'::text)),
  constraint subscription_starts_check CHECK ((starts ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'::text)),
  constraint subscription_state_check CHECK ((state = ANY (ARRAY['active'::text, 'cancelled'::text, 'ended'::text]))),
  constraint subscription_why_check CHECK ((why = ANY (ARRAY['asked'::text, 'funds'::text, 'refused'::text, 'self'::text])))
);

CREATE TRIGGER subscription_immutable BEFORE DELETE OR UPDATE OF id, reference, tier, subscriber, zone, starts, created_at OR TRUNCATE ON subscription FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX subscription_next_at ON subscription USING btree (next_at) WHERE (state <> 'ended'::text);

CREATE INDEX subscription_subscriber ON subscription USING btree (subscriber, id);

CREATE INDEX subscription_tier_subscribers ON subscription USING btree (tier) WHERE (state <> 'ended'::text);

CREATE INDEX subscription_unreminded ON subscription USING btree (next_at) WHERE ((state = 'active'::text) AND (reminded < next_number));

grant insert, select on subscription to tuppence_app;

grant update (state, why, cancelled_key, next_number, next_at, reminded, ended_at) on subscription to tuppence_app;

create table subscription_card (
  key text not null,
  creator bigint not null,
  delivery bigint not null,
  constraint subscription_card_delivery_key UNIQUE (delivery),
  constraint subscription_card_pkey PRIMARY KEY (key),
  constraint subscription_card_creator_fkey FOREIGN KEY (creator) REFERENCES person(id)
);

CREATE INDEX subscription_card_creator ON subscription_card USING btree (creator);

grant insert, select on subscription_card to tuppence_app;

create table subscription_period (
  id bigint not null generated always as identity,
  subscription bigint not null,
  number integer not null,
  begins_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  state text not null,
  payment text,
  failures smallint not null default 0,
  retry_at timestamp with time zone,
  created_at timestamp with time zone not null,
  watched boolean not null default true,
  constraint subscription_period_payment_key UNIQUE (payment),
  constraint subscription_period_subscription_number_key UNIQUE (subscription, number),
  constraint subscription_period_pkey PRIMARY KEY (id),
  constraint subscription_period_subscription_fkey FOREIGN KEY (subscription) REFERENCES subscription(id),
  constraint subscription_period_check CHECK ((begins_at < ends_at)),
  constraint subscription_period_check1 CHECK (((state = 'placed'::text) = (payment IS NOT NULL))),
  constraint subscription_period_check2 CHECK (((state = 'due'::text) = (retry_at IS NOT NULL))),
  constraint subscription_period_number_check CHECK ((number > 0)),
  constraint subscription_period_state_check CHECK ((state = ANY (ARRAY['due'::text, 'placed'::text, 'skipped'::text])))
);

CREATE UNIQUE INDEX subscription_period_due ON subscription_period USING btree (subscription) WHERE (state = 'due'::text);

CREATE TRIGGER subscription_period_immutable BEFORE DELETE OR UPDATE OF id, subscription, number, begins_at, ends_at, created_at OR TRUNCATE ON subscription_period FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX subscription_period_retry_at ON subscription_period USING btree (retry_at) WHERE (state = 'due'::text);

CREATE INDEX subscription_period_watched ON subscription_period USING btree (id) WHERE ((state = 'placed'::text) AND watched);

grant insert, select on subscription_period to tuppence_app;

grant update (state, payment, failures, retry_at, watched) on subscription_period to tuppence_app;

create table subscription_tier (
  id bigint not null generated always as identity,
  reference text not null,
  creator bigint not null,
  asset text not null,
  price numeric(38,0) not null,
  name text,
  key text not null,
  request_hash text not null,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint subscription_tier_key_key UNIQUE (key),
  constraint subscription_tier_reference_key UNIQUE (reference),
  constraint subscription_tier_pkey PRIMARY KEY (id),
  constraint subscription_tier_creator_fkey FOREIGN KEY (creator) REFERENCES person(id),
  constraint subscription_tier_price_check CHECK ((price > (0)::numeric)),
  constraint subscription_tier_reference_check CHECK ((reference ~~ 'tie\_%'::text))
);

CREATE INDEX subscription_tier_creator ON subscription_tier USING btree (creator, id);

CREATE TRIGGER subscription_tier_immutable BEFORE DELETE OR UPDATE OF id, reference, creator, asset, price, name, key, request_hash, created_at OR TRUNCATE ON subscription_tier FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

grant insert, select on subscription_tier to tuppence_app;

grant update (closed_at) on subscription_tier to tuppence_app;

create table tab (
  id bigint not null generated always as identity,
  platform text not null,
  tenant text not null,
  channel text not null,
  conversation jsonb not null,
  created_at timestamp with time zone not null,
  constraint tab_platform_tenant_channel_key UNIQUE (platform, tenant, channel),
  constraint tab_pkey PRIMARY KEY (id)
);

grant insert, select on tab to tuppence_app;

grant update (id) on tab to tuppence_app;

create table tab_change (
  id bigint not null generated always as identity,
  reference text not null,
  tab bigint not null,
  kind text not null,
  person bigint not null,
  key text not null,
  delivery bigint not null,
  created_at timestamp with time zone not null,
  constraint tab_change_key_key UNIQUE (key),
  constraint tab_change_reference_key UNIQUE (reference),
  constraint tab_change_pkey PRIMARY KEY (id),
  constraint tab_change_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint tab_change_tab_fkey FOREIGN KEY (tab) REFERENCES tab(id),
  constraint tab_change_kind_check CHECK ((kind = ANY (ARRAY['added'::text, 'edited'::text, 'deleted'::text, 'imported'::text]))),
  constraint tab_change_reference_check CHECK ((reference ~~ 'tab\_%'::text))
);

CREATE TRIGGER tab_change_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON tab_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX tab_change_tab ON tab_change USING btree (tab);

grant insert, select on tab_change to tuppence_app;

create table tab_due (
  id bigint not null generated always as identity,
  round bigint not null,
  debtor bigint not null,
  creditor bigint not null,
  asset text not null,
  amount numeric(38,0) not null,
  payment text,
  constraint tab_due_pkey PRIMARY KEY (id),
  constraint tab_due_creditor_fkey FOREIGN KEY (creditor) REFERENCES tab_member(id),
  constraint tab_due_debtor_fkey FOREIGN KEY (debtor) REFERENCES tab_member(id),
  constraint tab_due_round_fkey FOREIGN KEY (round) REFERENCES tab_round(id),
  constraint tab_due_amount_check CHECK ((amount > (0)::numeric)),
  constraint tab_due_check CHECK ((debtor <> creditor))
);

CREATE TRIGGER tab_due_immutable BEFORE DELETE OR UPDATE OF id, round, debtor, creditor, asset, amount OR TRUNCATE ON tab_due FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX tab_due_payment ON tab_due USING btree (payment) WHERE (payment IS NOT NULL);

CREATE INDEX tab_due_round ON tab_due USING btree (round);

grant insert, select on tab_due to tuppence_app;

grant update (payment) on tab_due to tuppence_app;

create table tab_entry (
  id bigint not null generated always as identity,
  tab bigint not null,
  change bigint not null,
  number integer not null,
  version integer not null,
  asset text not null,
  amount numeric(38,0) not null,
  memo text,
  day date not null,
  reverses bigint,
  constraint tab_entry_reverses_key UNIQUE (reverses),
  constraint tab_entry_pkey PRIMARY KEY (id),
  constraint tab_entry_change_fkey FOREIGN KEY (change) REFERENCES tab_change(id),
  constraint tab_entry_reverses_fkey FOREIGN KEY (reverses) REFERENCES tab_entry(id),
  constraint tab_entry_tab_fkey FOREIGN KEY (tab) REFERENCES tab(id),
  constraint tab_entry_check CHECK (
CASE
    WHEN (reverses IS NULL) THEN (amount > (0)::numeric)
    ELSE (amount < (0)::numeric)
END),
  constraint tab_entry_number_check CHECK ((number > 0)),
  constraint tab_entry_version_check CHECK ((version > 0))
);

CREATE INDEX tab_entry_change ON tab_entry USING btree (change);

CREATE TRIGGER tab_entry_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON tab_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE UNIQUE INDEX tab_entry_number ON tab_entry USING btree (tab, number, version) WHERE (reverses IS NULL);

grant insert, select on tab_entry to tuppence_app;

grant usage on tab_entry_id_seq to tuppence_app;

create table tab_leg (
  entry bigint not null,
  member bigint not null,
  paid numeric(38,0) not null,
  owed numeric(38,0) not null,
  constraint tab_leg_pkey PRIMARY KEY (entry, member),
  constraint tab_leg_entry_fkey FOREIGN KEY (entry) REFERENCES tab_entry(id),
  constraint tab_leg_member_fkey FOREIGN KEY (member) REFERENCES tab_member(id),
  constraint tab_leg_check CHECK (((paid <> (0)::numeric) OR (owed <> (0)::numeric)))
);

CREATE TRIGGER tab_leg_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON tab_leg FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX tab_leg_member ON tab_leg USING btree (member);

grant insert, select on tab_leg to tuppence_app;

create table tab_match (
  id bigint not null generated always as identity,
  reference text not null,
  member bigint not null,
  person bigint not null,
  said_by bigint not null,
  key text not null,
  delivery bigint,
  state text not null,
  decided_by bigint,
  decided_key text,
  created_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  constraint tab_match_key_key UNIQUE (key),
  constraint tab_match_reference_key UNIQUE (reference),
  constraint tab_match_pkey PRIMARY KEY (id),
  constraint tab_match_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id),
  constraint tab_match_member_fkey FOREIGN KEY (member) REFERENCES tab_member(id),
  constraint tab_match_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint tab_match_said_by_fkey FOREIGN KEY (said_by) REFERENCES person(id),
  constraint tab_match_check CHECK ((((state = 'asked'::text) = (decided_by IS NULL)) AND ((state = 'asked'::text) = (decided_key IS NULL)) AND ((state = 'asked'::text) = (decided_at IS NULL)))),
  constraint tab_match_reference_check CHECK ((reference ~~ 'tab\_%'::text)),
  constraint tab_match_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'declined'::text])))
);

CREATE UNIQUE INDEX tab_match_asked ON tab_match USING btree (member, person) WHERE (state = 'asked'::text);

CREATE UNIQUE INDEX tab_match_confirmed ON tab_match USING btree (member) WHERE (state = 'confirmed'::text);

CREATE TRIGGER tab_match_immutable BEFORE DELETE OR UPDATE OF id, reference, member, person, said_by, key, delivery, created_at OR TRUNCATE ON tab_match FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX tab_match_member ON tab_match USING btree (member);

grant insert, select on tab_match to tuppence_app;

grant update (state, decided_by, decided_key, decided_at) on tab_match to tuppence_app;

create table tab_member (
  id bigint not null generated always as identity,
  tab bigint not null,
  person bigint,
  name text,
  joined_at timestamp with time zone not null,
  left_at timestamp with time zone,
  named_by bigint,
  constraint tab_member_pkey PRIMARY KEY (id),
  constraint tab_member_named_by_fkey FOREIGN KEY (named_by) REFERENCES person(id),
  constraint tab_member_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint tab_member_tab_fkey FOREIGN KEY (tab) REFERENCES tab(id),
  constraint tab_member_check CHECK (((person IS NOT NULL) OR (name IS NOT NULL))),
  constraint tab_member_name_check CHECK ((name <> ''::text)),
  constraint tab_member_named_by_check CHECK (((name IS NULL) OR (named_by IS NOT NULL)))
);

CREATE INDEX tab_member_by_person ON tab_member USING btree (person) WHERE (person IS NOT NULL);

CREATE UNIQUE INDEX tab_member_name ON tab_member USING btree (tab, lower(name)) WHERE (name IS NOT NULL);

CREATE UNIQUE INDEX tab_member_person ON tab_member USING btree (tab, person) WHERE (name IS NULL);

grant insert, select on tab_member to tuppence_app;

grant update (person, left_at) on tab_member to tuppence_app;

create table tab_round (
  id bigint not null generated always as identity,
  reference text not null,
  tab bigint not null,
  person bigint not null,
  key text not null,
  delivery bigint not null,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint tab_round_key_key UNIQUE (key),
  constraint tab_round_reference_key UNIQUE (reference),
  constraint tab_round_pkey PRIMARY KEY (id),
  constraint tab_round_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint tab_round_tab_fkey FOREIGN KEY (tab) REFERENCES tab(id),
  constraint tab_round_reference_check CHECK ((reference ~~ 'tab\_%'::text))
);

CREATE UNIQUE INDEX tab_round_open ON tab_round USING btree (tab) WHERE (closed_at IS NULL);

grant insert, select on tab_round to tuppence_app;

grant update (closed_at) on tab_round to tuppence_app;

create table tip (
  id bigint not null generated always as identity,
  reference text not null,
  target bigint not null,
  tipper bigint not null,
  author bigint not null,
  emoji text,
  asset text not null,
  amount numeric(38,0) not null,
  state text not null,
  escrowed boolean not null,
  key text not null,
  undo_key text,
  hold bigint not null,
  undo_until timestamp with time zone not null,
  transfer bigint,
  claim_until timestamp with time zone,
  escrow_transfer bigint,
  note text not null,
  note_delivery bigint not null,
  made_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  ended_at timestamp with time zone,
  told_at timestamp with time zone,
  constraint tip_key_key UNIQUE (key),
  constraint tip_reference_key UNIQUE (reference),
  constraint tip_pkey PRIMARY KEY (id),
  constraint tip_author_fkey FOREIGN KEY (author) REFERENCES person(id),
  constraint tip_target_fkey FOREIGN KEY (target) REFERENCES tip_target(id),
  constraint tip_tipper_fkey FOREIGN KEY (tipper) REFERENCES person(id),
  constraint tip_amount_check CHECK ((amount > (0)::numeric)),
  constraint tip_check CHECK (((state = 'held'::text) = ((transfer IS NULL) AND (ended_at IS NULL)))),
  constraint tip_check1 CHECK (((state = 'claimable'::text) <= (escrowed AND (claim_until IS NOT NULL) AND (transfer IS NOT NULL)))),
  constraint tip_check2 CHECK (((state = 'settled'::text) <= ((transfer IS NOT NULL) AND (escrowed = (escrow_transfer IS NOT NULL))))),
  constraint tip_check3 CHECK (((state = 'returned'::text) <= (escrow_transfer IS NOT NULL))),
  constraint tip_reference_check CHECK ((reference ~~ 'tip\_%'::text)),
  constraint tip_state_check CHECK ((state = ANY (ARRAY['held'::text, 'settled'::text, 'claimable'::text, 'returned'::text, 'undone'::text, 'voided'::text])))
);

CREATE INDEX tip_by_note ON tip USING btree (note);

CREATE INDEX tip_by_tipper ON tip USING btree (tipper, made_at);

CREATE INDEX tip_claim_until ON tip USING btree (claim_until) WHERE (state = 'claimable'::text);

CREATE INDEX tip_claimable ON tip USING btree (author) WHERE (state = 'claimable'::text);

CREATE UNIQUE INDEX tip_escrow_transfer ON tip USING btree (escrow_transfer) WHERE (escrow_transfer IS NOT NULL);

CREATE INDEX tip_held ON tip USING btree (undo_until) WHERE (state = 'held'::text);

CREATE TRIGGER tip_immutable BEFORE DELETE OR UPDATE OF id, reference, target, tipper, author, emoji, asset, amount, escrowed, key, hold, undo_until, made_at OR TRUNCATE ON tip FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE UNIQUE INDEX tip_once ON tip USING btree (target, emoji, tipper) WHERE (emoji IS NOT NULL);

CREATE UNIQUE INDEX tip_transfer ON tip USING btree (transfer) WHERE (transfer IS NOT NULL);

CREATE INDEX tip_untold ON tip USING btree (author, settled_at) WHERE ((told_at IS NULL) AND (settled_at IS NOT NULL));

grant insert, select on tip to tuppence_app;

grant update (state, undo_key, transfer, claim_until, escrow_transfer, settled_at, ended_at, told_at) on tip to tuppence_app;

create table tip_emoji (
  community text not null,
  emoji text not null,
  asset text not null,
  amount numeric(38,0) not null,
  since timestamp with time zone not null,
  constraint tip_emoji_pkey PRIMARY KEY (community, emoji),
  constraint tip_emoji_amount_check CHECK ((amount > (0)::numeric))
);

grant delete, insert, select on tip_emoji to tuppence_app;

grant update (asset, amount, since) on tip_emoji to tuppence_app;

grant usage on tip_id_seq to tuppence_app;

create table tip_person (
  person bigint not null,
  since timestamp with time zone,
  explained_at timestamp with time zone,
  refused_at timestamp with time zone,
  told_at timestamp with time zone,
  note text,
  note_delivery bigint,
  noted_at timestamp with time zone,
  constraint tip_person_pkey PRIMARY KEY (person),
  constraint tip_person_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);

grant insert, select, update on tip_person to tuppence_app;

create table tip_taken_off (
  place text not null,
  emoji text not null,
  person bigint not null,
  at timestamp with time zone not null,
  constraint tip_taken_off_pkey PRIMARY KEY (place, emoji, person),
  constraint tip_taken_off_person_fkey FOREIGN KEY (person) REFERENCES person(id)
);

CREATE INDEX tip_taken_off_at ON tip_taken_off USING btree (at);

grant delete, insert, select on tip_taken_off to tuppence_app;

grant update (at) on tip_taken_off to tuppence_app;

create table tip_target (
  id bigint not null generated always as identity,
  reference text not null,
  place text not null,
  author bigint not null,
  delivery bigint,
  created_at timestamp with time zone not null,
  constraint tip_target_place_key UNIQUE (place),
  constraint tip_target_reference_key UNIQUE (reference),
  constraint tip_target_pkey PRIMARY KEY (id),
  constraint tip_target_author_fkey FOREIGN KEY (author) REFERENCES person(id),
  constraint tip_target_reference_check CHECK ((reference ~~ 'tal\_%'::text))
);

grant insert, select on tip_target to tuppence_app;

grant update (delivery) on tip_target to tuppence_app;

create table trade (
  id bigint not null generated always as identity,
  reference text not null,
  person bigint not null,
  side text not null,
  asset text not null,
  units numeric(38,0) not null,
  quote_asset text not null,
  value numeric(38,0) not null,
  fee numeric(38,0) not null,
  fee_bps integer not null,
  price_id bigint not null,
  price numeric not null,
  key text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  state text not null default 'open'::text,
  ended_key text,
  ended_at timestamp with time zone,
  transfer bigint,
  fee_transfer bigint,
  constraint trade_fee_transfer_key UNIQUE (fee_transfer),
  constraint trade_key_key UNIQUE (key),
  constraint trade_reference_key UNIQUE (reference),
  constraint trade_transfer_key UNIQUE (transfer),
  constraint trade_pkey PRIMARY KEY (id),
  constraint trade_asset_fkey FOREIGN KEY (asset) REFERENCES asset_listing(asset),
  constraint trade_person_fkey FOREIGN KEY (person) REFERENCES person(id),
  constraint trade_price_id_fkey FOREIGN KEY (price_id) REFERENCES asset_price(id),
  constraint trade_quote_asset_fkey FOREIGN KEY (quote_asset) REFERENCES asset(code),
  constraint trade_check CHECK ((expires_at > created_at)),
  constraint trade_check1 CHECK (((side = 'buy'::text) OR (fee < value))),
  constraint trade_check2 CHECK ((((state = 'open'::text) = (ended_at IS NULL)) AND ((state = 'open'::text) = (ended_key IS NULL)))),
  constraint trade_check3 CHECK (((transfer IS NOT NULL) = (state = 'executed'::text))),
  constraint trade_check4 CHECK (((fee_transfer IS NOT NULL) = ((transfer IS NOT NULL) AND (fee > (0)::numeric)))),
  constraint trade_fee_bps_check CHECK ((fee_bps >= 0)),
  constraint trade_fee_check CHECK ((fee >= (0)::numeric)),
  constraint trade_price_check CHECK ((price > (0)::numeric)),
  constraint trade_reference_check CHECK ((reference ~~ 'trd\_%'::text)),
  constraint trade_side_check CHECK ((side = ANY (ARRAY['buy'::text, 'sell'::text]))),
  constraint trade_state_check CHECK ((state = ANY (ARRAY['open'::text, 'executed'::text, 'cancelled'::text]))),
  constraint trade_units_check CHECK ((units > (0)::numeric)),
  constraint trade_value_check CHECK ((value > (0)::numeric))
);

CREATE INDEX trade_ended_key ON trade USING btree (ended_key) WHERE (ended_key IS NOT NULL);

CREATE TRIGGER trade_immutable BEFORE DELETE OR UPDATE OF id, reference, person, side, asset, units, quote_asset, value, fee, fee_bps, price_id, price, key, created_at, expires_at OR TRUNCATE ON trade FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE INDEX trade_person ON trade USING btree (person) WHERE (state = 'executed'::text);

grant insert, select on trade to tuppence_app;

grant update (state, ended_key, ended_at, transfer, fee_transfer) on trade to tuppence_app;

create table transfer (
  id bigint not null generated by default as identity,
  key text not null,
  request_hash bytea not null,
  verb text not null,
  code text not null,
  hold_id bigint,
  reverses bigint,
  event_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint transfer_key UNIQUE (key),
  constraint transfer_pkey PRIMARY KEY (id),
  constraint transfer_check CHECK (((hold_id IS NOT NULL) = (verb = ANY (ARRAY['hold'::text, 'capture'::text, 'void'::text, 'expire'::text])))),
  constraint transfer_check1 CHECK (((reverses IS NOT NULL) = (verb = 'reverse'::text))),
  constraint transfer_verb_check CHECK ((verb = ANY (ARRAY['post'::text, 'hold'::text, 'capture'::text, 'void'::text, 'expire'::text, 'reverse'::text])))
);

CREATE INDEX transfer_event ON transfer USING brin (event_at) WITH (autosummarize='on');

CREATE TRIGGER transfer_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON transfer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change(); -- always

CREATE UNIQUE INDEX transfer_reverses ON transfer USING btree (reverses) WHERE (reverses IS NOT NULL);

grant select on transfer to tuppence_app;

create view account_balance (
  id bigint,
  owner text,
  asset text,
  purpose text,
  floor numeric(38,0),
  frozen boolean,
  closed boolean,
  version bigint,
  balance numeric,
  held numeric(38,0),
  incoming numeric(38,0),
  available numeric
);

grant select on account_balance to tuppence_app;

create view credit_line (
  person bigint,
  owner text,
  asset text,
  tier text,
  granted numeric(38,0),
  line numeric
);

grant select on credit_line to tuppence_app;

create view exchanged (
  transfer bigint,
  quote bigint,
  sell_asset text,
  sell_amount numeric(38,0),
  spread numeric(38,0),
  buy_asset text,
  buy_amount numeric(38,0),
  sell_per_euro numeric,
  buy_per_euro numeric,
  spread_bps integer
);

grant select on exchanged to tuppence_app;

create view payment_outcome (
  reference text,
  delivery bigint,
  payee bigint,
  amount numeric(38,0),
  state text,
  hold bigint,
  transfer bigint,
  settled_at timestamp with time zone,
  asset text,
  refunded numeric
);

grant select on payment_outcome to tuppence_app;

create view paywall_entitlement (
  reference text,
  post bigint,
  person bigint,
  amount numeric(38,0),
  state text,
  settled_at timestamp with time zone,
  refunded numeric,
  entitles boolean
);

grant select on paywall_entitlement to tuppence_app;

create view person_view (
  id bigint,
  public_id text,
  frozen boolean,
  met boolean,
  name text,
  identities jsonb
);

grant select on person_view to tuppence_app;

create view person_zone (
  person bigint,
  zone text
);

grant select on person_zone to tuppence_app;

create view request_state (
  share bigint,
  request bigint,
  position smallint,
  amount numeric(38,0),
  state text,
  expires_at timestamp with time zone,
  ended_key text,
  payer bigint,
  for_anybody boolean,
  paid numeric,
  under_way numeric,
  given_back numeric,
  remaining numeric
);

grant select on request_state to tuppence_app;

create view shop_owed (
  item bigint,
  purchase bigint,
  payment text,
  owed numeric,
  ended_at timestamp with time zone
);

grant select on shop_owed to tuppence_app;

create view shop_sale (
  purchase bigint,
  item bigint,
  buyer bigint,
  quantity integer,
  unit_price numeric(38,0),
  payment text,
  key text,
  created_at timestamp with time zone,
  told_at timestamp with time zone,
  state text,
  amount numeric(38,0),
  refunded numeric,
  delivery bigint,
  units integer
);

grant select on shop_sale to tuppence_app;

create view shop_ticket_state (
  ticket bigint,
  purchase bigint,
  position integer,
  number text,
  item bigint,
  payment text,
  unit_price numeric(38,0),
  amount numeric(38,0),
  refunded numeric,
  checked_in_at timestamp with time zone,
  checked_in_by bigint,
  checked_in_key text,
  refunded_key text,
  holder bigint,
  buyer bigint,
  state text
);

grant select on shop_ticket_state to tuppence_app;

create view split_share_view (
  id bigint,
  split bigint,
  position smallint,
  takes_part boolean,
  weight numeric(38,0),
  amount numeric(38,0),
  delivery bigint,
  person bigint,
  state text,
  paid numeric,
  given_back numeric,
  remaining numeric
);

grant select on split_share_view to tuppence_app;

create view statement_line (
  account_id bigint,
  version bigint,
  transfer bigint,
  verb text,
  code text,
  amount numeric(38,0),
  balance numeric(38,0),
  event_at timestamp with time zone,
  created_at timestamp with time zone,
  reverses bigint
);

grant select on statement_line to tuppence_app;

create view subscription_access (
  subscription bigint,
  creator bigint,
  subscriber bigint,
  begins_at timestamp with time zone,
  until timestamp with time zone
);

grant select on subscription_access to tuppence_app;

create function delivery_reference(subject jsonb) returns text;

create function lane_next(p_lane text, p_holder uuid, p_lease_ms integer, p_take boolean, OUT verdict text, OUT wait_ms integer, OUT delivery jsonb) returns record;

create function lane_paused_until(p_lane text) returns timestamp with time zone;

create function ledger_freeze(p_owner text, p_frozen boolean) returns void security definer set search_path=tuppence, pg_temp;

create function ledger_lock(p_accounts bigint[]) returns void security definer set search_path=tuppence, pg_temp;

create function ledger_open_account(p_owner text, p_asset text, p_purpose text, p_floor numeric) returns bigint security definer set search_path=tuppence, pg_temp;

create function ledger_referred(p_verb text[], p_reference bigint[], p_legs integer[], p_leg_account bigint[], p_leg_amount numeric[], OUT leg_of integer[], OUT account bigint[], OUT amount numeric[], OUT released numeric[], OUT flaw text[]) returns record security definer set search_path=tuppence, pg_temp;

create function ledger_seal(p_limit integer) returns TABLE(number bigint, hash bytea, journals integer, transfers bigint) security definer set enable_seqscan=off set search_path=tuppence, pg_temp;

create function ledger_set_floors(p_accounts bigint[], p_floors numeric[], p_now timestamp with time zone) returns integer security definer set search_path=tuppence, pg_temp;

create function ledger_submit(p_accounts bigint[], p_verb text[], p_key text[], p_hash bytea[], p_code text[], p_event_at timestamp with time zone[], p_even_frozen boolean[], p_reference bigint[], p_expires_at timestamp with time zone[], p_chain integer[], p_legs integer[], p_leg_at integer[], p_leg_amount numeric[], p_now timestamp with time zone, OUT ids bigint[], OUT refusals text[], OUT accounts bigint[], OUT replays boolean[]) returns record security definer set enable_seqscan=off set plan_cache_mode=force_generic_plan set search_path=tuppence, pg_temp;

create function ledger_version_at(p_account bigint, p_at timestamp with time zone) returns bigint security definer set plan_cache_mode=force_generic_plan set search_path=tuppence, pg_temp;

create function notify_outbox() returns trigger;

create function refuse_change() returns trigger;
