from django.apps import AppConfig


class DanvanConfig(AppConfig):
    name = "danvan"
    verbose_name = "Dân Vận"

    def ready(self) -> None:
        from danvan import checks  # noqa: F401, PLC0415 -- registers them, once models are loaded
