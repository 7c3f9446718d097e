"""A hub of models on this machine's loopback, with faults on demand; it knows nothing of who asks it."""

from tests.hub_server.content import HubRepository
from tests.hub_server.faults import Fault, Where
from tests.hub_server.server import HubServer, Request

__all__ = ["Fault", "HubRepository", "HubServer", "Request", "Where"]
