"""NoticeReader: files → Documents, with what draftkit read of each kept beside its text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document

from draftkit.api import read_open
from draftkit.integrations.llama_index.metadata import NOTICE
from draftkit.integrations.llama_index.nodes import noted

_ENDINGS = (
    ".docx", ".doc", ".wps", ".pdf", ".rtf", ".odt", ".html", ".htm", ".mht", ".mhtml", ".txt", ".md",
)  # fmt: skip


class NoticeReader(BaseReader):
    """Reads .docx .doc .wps .pdf .rtf .odt .html .mht .txt and .md by their content.

    One Document a file: `text` a line a paragraph or row, the id its path. The notice that was
    read is JSON under `draftkit_notice`, kept from embeddings and models, so that
    OfficialNodeParser has the headings a Word file or page shows by its layout.
    """

    def lazy_load_data(
        self, file: str | Path, extra_info: dict[str, Any] | None = None
    ) -> Iterable[Document]:
        """The Document of a file. extra_info: more metadata, as SimpleDirectoryReader gives it.

        Raises an InputError, among them ClassifiedFileError for what bears a mark of secrecy.
        """
        path = Path(file)
        text, notice = read_open(path)
        metadata = {"file_path": path.as_posix(), "file_name": path.name, **(extra_info or {})}
        yield Document(
            id_=path.as_posix(),
            text=text,
            metadata={**metadata, NOTICE: noted(text, notice)},
            excluded_embed_metadata_keys=[NOTICE, *metadata],
            excluded_llm_metadata_keys=[NOTICE, *metadata],
        )

    @classmethod
    def extractors(cls) -> dict[str, BaseReader]:
        """For SimpleDirectoryReader(file_extractor=…): this reader for each ending it is for."""
        reader = cls()
        return dict.fromkeys(_ENDINGS, reader)
