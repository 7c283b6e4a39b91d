import os
import subprocess
import sys

from django.conf import settings

from danvan import presence

HOLD = "import django; django.setup(); from danvan import presence; print(presence.enter('web'), flush=True); input()"


def test_a_process_is_present_until_it_ends_however_it_ends():
    outside = {**os.environ, "DJANGO_SETTINGS_MODULE": "danvan.settings"}
    command = [sys.executable, "-c", HOLD]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=settings.BASE_DIR, env=outside
    ) as other:
        name = other.stdout.readline().strip()
        while_alive = presence.alive("web"), presence.alive("worker")
        other.kill()

    assert name in while_alive[0]
    assert name not in while_alive[1]
    assert name not in presence.alive("web")
    assert not (settings.DATA_DIR / "run" / name).exists()


def test_names_fit_a_worker_id():
    assert len(presence.enter("worker")) <= 64
