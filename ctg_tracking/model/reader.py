"""Who is asking: a frozen value that every figure and every verb takes."""

from dataclasses import dataclass

from ctg_tracking.model.words import Role


@dataclass(frozen=True)
class ReaderGrant:
    """A role on one territory (its store id), or on all when `territory_id` is None."""

    role: Role
    territory_id: int | None


@dataclass(frozen=True)
class Reader:
    """A signed-in account with its roles, as they were read from the store for this very run."""

    account_id: int
    email: str
    name: str
    grants: tuple[ReaderGrant, ...]

    @property
    def everywhere(self) -> bool:
        """Whether some role holds on all territories."""
        return any(grant.territory_id is None for grant in self.grants)

    @property
    def territory_ids(self) -> frozenset[int]:
        """Territories named by the grants (to be ignored when `everywhere`)."""
        return frozenset(grant.territory_id for grant in self.grants if grant.territory_id is not None)

    def roles_on(self, territory_id: int) -> frozenset[Role]:
        """Roles this reader holds on a territory."""
        return frozenset(grant.role for grant in self.grants if grant.territory_id in (None, territory_id))

    def has(self, role: Role) -> bool:
        """Whether the reader holds this role somewhere."""
        return any(grant.role is role for grant in self.grants)
