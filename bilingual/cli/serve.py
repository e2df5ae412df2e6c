"""bilingual serve"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.server.security import Access

from pathlib import Path
from typing import Any

import click

from bilingual.cli.options import engine_options, glossary_option, glossary_paths, memory_options, open_memory
from bilingual.model.errors import BilingualError


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="outputs")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port; 0 takes a free one."
)
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; one that others reach needs --token.",
)
@click.option(
    "--token", metavar="TOKEN", help="What opens the page, every time.  [default: a new one, which opens it once]"
)
@click.option(
    "--api-key",
    "keys",
    metavar="KEY",
    multiple=True,
    help="With --host: a key for programs; repeatable.  [default: made from the token]",
)
@click.option(
    "--allow-origin",
    "origins",
    metavar="ORIGIN",
    multiple=True,
    help="Let web pages of this origin (https://example.org) translate; repeatable.",
)
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
@glossary_option
@engine_options
@memory_options
def serve(folder: Path, port: int, host: str, token: str | None, keys: tuple[str, ...], origins: tuple[str, ...],
          no_browser: bool, glossaries: tuple[Path, ...],
          engine: dict[str, Any], memory: str | None) -> None:
    """Open a page to translate and review documents on.

    Translation programs are answered on the same port. FOLDER is an output folder or a project; documents dropped
    on the page are written there. The page is for whoever has the address that is printed. Programs that know
    LibreTranslate, DeepL and others need no key on this machine: docs/service.md says what to type into OmegaT,
    Weblate, Zotero and browser extensions.

    \b
        bilingual serve
        bilingual serve english/ -g glossary/mine.xlsx --no-browser
        bilingual serve --host 192.168.1.20 --token "a long sentence"
    """
    try:
        from bilingual.server import app as application
    except ModuleNotFoundError as error:
        raise BilingualError(
            f"`bilingual serve` needs the package {error.name}: python -m pip install 'bilingual-policy[serve]'"
        ) from error
    from bilingual.server.queue import Worker
    from bilingual.server.security import Access

    _guarded(host, token)
    place = _place(folder, glossaries, engine, memory)
    socket = application.listen(host, port)
    access = Access(host, socket.getsockname()[1], token or "", keys, origins)
    worker = Worker(place["make"])
    worker.start()
    app = application.create(
        worker,
        access,
        place["folder"],
        place["formats"],
        place["view"],
        glossaries=place["glossaries"],
        own=place["own"],
        opened=lambda: (
            None if access.reusable else click.echo(f"To open it in another browser: {access.address}", err=True)
        ),
    )
    _tell(access)
    if not no_browser:
        import webbrowser

        webbrowser.open(access.address)
    try:
        application.server(app).run(sockets=[socket])
    except KeyboardInterrupt:
        pass  # the way to end it
    finally:
        worker.stop()


def _guarded(host: str, token: str | None) -> None:
    """Raise BilingualError where other machines would reach this one without a good token."""
    from bilingual.server.security import is_loopback

    if not is_loopback(host) and (not token or len(token) < 12):
        raise BilingualError(
            f"With --host {host} other machines reach this one: give a --token of 12 characters or more."
        )


def _place(folder: Path, glossaries: tuple[Path, ...], engine: dict, memory: str | None) -> dict:
    """The output folder, what is written there, and how the translator is made: as the project says, or the options."""
    from bilingual.engine.load import load
    from bilingual.model.document import PLAIN
    from bilingual.pipeline import Translator
    from bilingual.workspace import project as projects
    from bilingual.writers import DEFAULT

    project = projects.load(folder) if (folder / projects.FILE).is_file() else projects.around(folder)
    if project:
        glossaries = glossaries or tuple(project.glossaries)
        memory = project.memory_name if memory is None else memory
        engine = engine | {"model": engine["model"] or project.model or None}
    files = glossaries if project else glossary_paths(glossaries)
    return {
        "glossaries": files,
        "own": (project.folder if project else Path()) / "glossary",
        "folder": project.output_folder if project else folder,
        "formats": tuple(project.formats) if project else DEFAULT,
        "view": project.view if project else PLAIN,
        "make": lambda: Translator.create(load(**engine), files, open_memory(memory)),
    }


def _tell(access: Access) -> None:
    click.echo(f"Open {access.address}")
    click.echo(
        f"Translation programs use http://{'127.0.0.1' if not access.remote else access.host}:{access.port}"
        + (f" with the key {', '.join(access.keys)}" if access.remote else "")
        + "; Ctrl+C ends.",
        err=True,
    )
    if access.remote:
        click.echo(
            "Everybody with the token can read and change what is in the folder. Nothing is encrypted: "
            "use it in a network that you trust.",
            err=True,
        )
