"""Every derived figure, defined once: used by the screens, the exports, the command line and the mails.

Figures are SQL over the model, the same on SQLite and on Postgres, and carry the reader's rights in their WHERE.
`as_of` is always a parameter and means *what was true that day* for status, percent, due dates, values and
amendments; the structure of the plans (headings, titles, themes, pilots) is today's.

    selection    what the reader looks at (filters), and what the reader may see
    asked        a question, its words turned into ids: statements are prepared once for the same question
    facts        state of an action on a day: status, percent, due date, late, stale
    states       what a row of today and a committee's both tell of an action, an indicator, a convention
    status       counts by axe, territory, signature year, theme, term, pilot, status, convention, commune
    actions      one row per action
    attainment   the rate of an indicator
    indicators   one row per indicator, and means with their coverage
    conventions  facts of the conventions, end in force, elapsed share
    lineage      those that a convention replaces, those that replace it
    renewals     months left, bands, milestones
    covered      communes that each convention covers
    coverage     communes and population under a convention in a département
    history      who changed what
    overview, my_actions, action_sheet: what one screen needs, in few queries

Of committees:

    committees   the list, one with its agenda and attendance, the former one
    picture      what a committee looks at, live or frozen, in the same dataclasses
    live         the picture and the figures of today
    frozen       the figures of a committee that opened, from its snapshot alone
    snapshots    a picture as the rows of a snapshot, and back
    since_last   what moved since the former committee
    decisions    those of a committee, those still open, by convention, by owner, by action
    points       what is brought before a committee
    agenda       the agenda proposed, with the reason of each point
"""
