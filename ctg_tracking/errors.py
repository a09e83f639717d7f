"""Refusals: what the application says no to, each in one French sentence.

    Refusal
    ├── BadInput            a value that cannot be accepted (where, what, what was expected)
    ├── NotAllowed          the reader may not do this to that row
    ├── NotFound            no such row, or not one this reader may see
    ├── StaleVersion        somebody else wrote first; carries both versions
    ├── Conflict            the present state of the store forbids it
    ├── UnreadableFile      a file that cannot be read as a plan
    ├── NotPrinted          pages that could not be made (a fault of ours)
    ├── BadSetting          the environment or the configuration file is wrong
    └── UntrackedWrite      a write that would go round the history (a fault of ours)

`str(refusal)` is the sentence shown to people: screens, command line and mails print it as it is.
"""


class Refusal(Exception):  # noqa: N818 - a refusal is no fault of the program
    """Root of every refusal; its text is a French sentence made for the person."""


class BadInput(Refusal):
    """A value that cannot be accepted.

    `where` names the field or cell, `value` what was given, `expected` what would do.
    """

    def __init__(self, where: str, value: object, expected: str) -> None:
        self.where, self.value, self.expected = where, value, expected
        given = "rien n’a été saisi" if value in (None, "") else f"« {value} » n’est pas accepté"
        super().__init__(f"{where}\u202f: {given}\u202f; attendu\u202f: {expected}.")


class NotAllowed(Refusal):
    """The reader has no such right on the stored row."""

    def __init__(self, doing: str) -> None:
        super().__init__(f"Votre profil ne permet pas de {doing}.")


class NotFound(Refusal):
    """No such row among those the reader may see (the two are not told apart, on purpose)."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} est introuvable, ou n’est pas accessible avec votre profil.")


class StaleVersion(Refusal):
    """The row was changed since it was read: nothing is written.

    `stored` is the version in the store, `expected` the one the writer had read.
    """

    def __init__(self, what: str, *, stored: int | None = None, expected: int | None = None) -> None:
        self.stored, self.expected = stored, expected
        super().__init__(
            f"Entre-temps, une autre personne a modifié {what}\u202f: rien n’a été enregistré. "
            "Relisez la version actuelle, puis enregistrez de nouveau."
        )


class StaleText(StaleVersion):
    """A text was changed since it was read: nothing is written, nothing is lost.

    `stored_text` is the text in the store, `given` the one that the writer wanted to store.
    """

    def __init__(self, what: str, *, stored_text: str | None, given: str | None) -> None:
        super().__init__(what)
        self.stored_text, self.given = stored_text, given


class Conflict(Refusal):
    """The present state of the store forbids it; the sentence says why and what to do."""


class UnreadableFile(Refusal):
    """A file that cannot be read as a plan; nothing was written."""

    def __init__(self, file: str, why: str) -> None:
        self.file = file
        super().__init__(f"Le fichier « {file} » ne peut pas être lu\u202f: {why}.")


class NotPrinted(Refusal):
    """No attempt at composing the pages succeeded; `why` is the composer's, for those who mend it."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"Le document n’a pas pu être mis en pages\u202f: {why}.")


class BadSetting(Refusal):
    """A setting is wrong: the application does not start."""

    def __init__(self, name: str, value: object, expected: str) -> None:
        super().__init__(f"Réglage {name}\u202f: « {value} » n’est pas accepté\u202f; attendu\u202f: {expected}.")


class UntrackedWrite(Refusal):
    """A write on a tracked table outside the unit of work or its audited bulk path."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"Écriture refusée sur « {table} »\u202f: elle échapperait à l’historique (auteur, avant, après)."
        )
