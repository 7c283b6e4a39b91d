"""What holds for every test: no network but this machine."""

import ipaddress
import socket

import pytest


def _is_this_machine(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a socket file
    host = str(address[0])
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def closed_network():
    """Fail a test that reaches for another machine; the product must work where there is none."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guard(plain):
        def only_here(self, address):
            if not _is_this_machine(address):
                raise AssertionError(f"a test tried to reach {address!r}")
            return plain(self, address)

        return only_here

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guard(connect))
        patch.setattr(socket.socket, "connect_ex", guard(connect_ex))
        yield
