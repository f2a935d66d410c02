"""The port to a language model, and what ships with it.

`ChatModel` is all the rest of draftkit knows of a model. `ScriptedChat` answers from a list: it is
what the tests use and what a caller can try things with, and it needs no network. `OpenAIChat`
speaks to any server with the OpenAI interface, and `OpenAIEmbeddings` gets vectors from one; only
their two modules touch that package.
"""

from __future__ import annotations

from draftkit.llm.openai_chat import OpenAIChat
from draftkit.llm.openai_embeddings import OpenAIEmbeddings
from draftkit.llm.port import ChatModel, ChatReply, Message, Usage
from draftkit.llm.scripted import Call, ScriptedChat

__all__ = [
    "Call", "ChatModel", "ChatReply", "Message", "OpenAIChat", "OpenAIEmbeddings", "ScriptedChat",
    "Usage",
]  # fmt: skip
