-- Corrections: what readers are told about errors in an article. Legal holds: articles that nobody may delete.

create sequence correction_seq increment by 50;

create table correction (
    id         bigint      constraint correction_pk primary key,
    article_id bigint      not null constraint correction_article_fk references article on delete cascade,
    number     int         not null constraint correction_number_positive check (number > 0),
    at         timestamptz not null,
    text       text        not null,
    key_id     bigint      constraint correction_key_fk references api_key,
    constraint correction_number_key unique (article_id, number)
);

comment on table correction is 'A public note that says what was wrong in an article and is corrected now.';
comment on column correction.number is 'The number of the correction in its article, from 1. It is never used again.';
comment on column correction.at is 'When the article was corrected. Imported corrections keep their date.';
comment on column correction.key_id is 'The key that added the correction.';

alter table article
    add column last_correction      int not null default 0,
    add column live_correction      int not null default 0,
    add column legal_hold_reason    text,
    add column legal_hold_since     timestamptz,
    add column legal_hold_key_id    bigint constraint article_legal_hold_key_fk references api_key,
    add constraint article_legal_hold_has_a_reason
        check ((legal_hold_since is null) = (legal_hold_reason is null));

comment on column article.last_correction is
    'The number of the latest correction, also if it was deleted; 0 if there was none.';
comment on column article.live_correction is
    'The number of the latest correction when the body that readers get was published. A later correction explains the'
    ' next change of the body.';
comment on column article.legal_hold_since is
    'Since when the article must not be deleted (legal_hold_reason); null if it may. A legal hold is no content: setting'
    ' and removing it does not increment the version.';
comment on column article.legal_hold_key_id is 'The key that set the legal hold.';
