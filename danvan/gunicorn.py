"""How gunicorn serves the pages: `gunicorn -c python:danvan.gunicorn` (docs/operations.md)."""

import os

wsgi_app = "danvan.wsgi:application"
bind = os.environ.get("DANVAN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("DANVAN_WEB_WORKERS", "2"))
timeout = 30
graceful_timeout = 20
max_requests = 2000
max_requests_jitter = 200
limit_request_line = 4094
limit_request_fields = 60
forwarded_allow_ips = "127.0.0.1"
umask = 0o027
worker_tmp_dir = "/dev/shm"  # noqa: S108 -- gunicorn's heartbeat must not wait for a disk
control_socket_disable = True
loglevel = "warning"
proc_name = "danvan"
# A page never waits for the database longer than this; the worker and migrations may.
raw_env = ["DANVAN_STATEMENT_SECONDS=15"]
