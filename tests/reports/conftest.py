"""What several tests of paper share."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.reports.signed import item_of_a_plan, officer_of


@pytest.fixture(scope="module")
def listener():
    """A server on this machine that remembers what was asked of it, and answers with a picture."""
    asked = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/svg+xml")
            self.end_headers()
            self.wfile.write(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.asked = asked
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def item():
    """A paragraph of a plan at work."""
    return item_of_a_plan()


@pytest.fixture
def officer(item):
    """Of the body that issued the plan."""
    return officer_of(item)
