"""The draftkit.toml that `init` writes: every setting, commented out at its default."""

from __future__ import annotations

CONFIG_TEXT = """\
# draftkit 的工作区设置。去掉行首的 # 即生效；命令行选项和 DRAFTKIT_* 环境变量优先于本文件。
# Settings of this draftkit workspace. Remove the # to set one; command line and environment
# variables come first. 'draftkit config' shows every value and where it comes from.

[search]
# 检索返回的条数 / hits of a search
# k = 10

[archive]
# 另一进程正在写入时最多等待的秒数 / seconds to wait for another writer
# wait = 30

[index]
# 片段数低于此值时逐一比对 / below this many passages every one is compared
# exact_below = 20000

[model]
# 模型是可选的；密钥只从环境变量 OPENAI_API_KEY 读取，不要写在这里。
# A model is optional; its key is read from OPENAI_API_KEY only, never written here.
# base_url = "http://localhost:8080/v1"
# name = ""
# timeout = 120
# concurrency = 1

[prompts]
# 自备提示词的文件夹 / a folder with prompts of your own
# folder = "prompts"
"""
