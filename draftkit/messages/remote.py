"""Messages about what is elsewhere: an embedding server, a Chroma server, a network drive."""

TEXTS: dict[str, tuple[str, str]] = {
    "embed.unreachable": (
        "No embedding server answers at {url}. Check DRAFTKIT_EMBED_URL and that the server runs.",
        "{url} 没有向量服务应答。请检查 DRAFTKIT_EMBED_URL 和服务是否启动。",
    ),
    "embed.timeout": (
        "The embedding server {url} gave no answer within {seconds} s. Raise DRAFTKIT_EMBED_TIMEOUT, "
        "or see why it is slow.",
        "向量服务 {url} 在{seconds}秒内没有回答。请调大 DRAFTKIT_EMBED_TIMEOUT，或检查服务为何缓慢。",
    ),
    "embed.refused": (
        "The embedding server {url} refused the key. Check OPENAI_API_KEY.",
        "向量服务 {url} 拒绝了密钥。请检查 OPENAI_API_KEY。",
    ),
    "embed.no_model": (
        "{url} has no embedding model '{model}'. Check DRAFTKIT_EMBED_MODEL and DRAFTKIT_EMBED_URL, "
        "which usually ends in /v1.",
        "{url} 没有向量模型“{model}”。请检查 DRAFTKIT_EMBED_MODEL 和 DRAFTKIT_EMBED_URL"
        "（通常以 /v1 结尾）。",
    ),
    "embed.busy": (
        "The embedding server {url} is busy or the quota is used up. Try again later.",
        "向量服务 {url} 正忙或额度已用完，请稍后再试。",
    ),
    "embed.status": (
        "The embedding server {url} answered with status {status}. Look into the server's own log.",
        "向量服务 {url} 返回状态码{status}。请查看该服务自己的日志。",
    ),
    "embed.redirected": (
        "The embedding server {url} sends on to another address (status {status}); nothing was sent "
        "there. Set DRAFTKIT_EMBED_URL to the address that answers itself.",
        "向量服务 {url} 要求转到另一地址（状态码{status}），未向该处发送内容。请把 DRAFTKIT_EMBED_URL "
        "设为直接应答的地址。",
    ),
    "embed.unusable": (
        "What the embedding server {url} answered cannot be used: {reason}. Check that "
        "'{model}' is an embedding model and that the address ends as the server wants it (/v1).",
        "向量服务 {url} 的回答不能用：{reason}。请确认“{model}”是向量模型，地址的结尾"
        "符合服务要求（/v1）。",
    ),
    "embed.bad_count": ("{got} vectors for {wanted} texts", "{wanted}段文字得到{got}个向量"),
    "embed.bad_order": ("its vectors are not numbered", "向量没有编号"),
    "embed.bad_length": (
        "vectors of {got} numbers, not of {wanted}",
        "向量为{got}维，应为{wanted}维",
    ),
    "embed.bad_numbers": (
        "vectors that are no numbers, or all zeros",
        "向量中有非数值，或全为零",
    ),
    "embed.unreadable": ("far too long, or compressed unasked", "过长，或擅自压缩"),
    "embed.no_answer": ("no list of vectors", "没有向量列表"),
    "embed.other_model": (
        "The server now gives other vectors for '{model}' than those in the index: another model is "
        "behind that name. Point DRAFTKIT_EMBED_URL back to the old one, or run 'draftkit reindex' "
        "to make all vectors anew.",
        "“{model}”给出的向量与向量库中的不同：同一名称下换了模型。请把 DRAFTKIT_EMBED_URL 改回原服务，"
        "或运行 draftkit reindex 重做全部向量。",
    ),
    "embed.untrusted": (
        "{path} names an embedding server but is not trusted yet. Look at it, then run 'draftkit "
        "config trust'.",
        "{path} 指定了向量服务，但尚未获信任。请查看后运行 draftkit config trust。",
    ),
    "embed.half": (
        "An embedding server needs both an address and a model. Set DRAFTKIT_EMBED_URL and "
        "DRAFTKIT_EMBED_MODEL ([embedder] base_url and name), or neither.",
        "向量服务的地址和模型须同时设置。请设置 DRAFTKIT_EMBED_URL 和 DRAFTKIT_EMBED_MODEL"
        "（[embedder] 的 base_url 和 name），或都不设。",
    ),
    "embed.search_without": (
        "Searched by words only. {reason}",
        "本次只按字词检索。{reason}",
    ),
    "embed.of_another": (
        "Searched by words only: the index is of '{held}', the setting says '{wanted}'. Run "
        "'draftkit reindex'.",
        "本次只按字词检索：向量库由“{held}”建立，当前设置为“{wanted}”。请运行 draftkit reindex。",
    ),
    "embed.none_yet": (
        "Searched by words only: there are no vectors of '{name}' yet. Run 'draftkit reindex'.",
        "本次只按字词检索：还没有“{name}”的向量。请运行 draftkit reindex。",
    ),
    "embed.waiting": (
        "The notices are kept and are found by their words; {missing} passages wait for their "
        "vectors until the next ingest or 'draftkit reindex'. {reason}",
        "公文已保存，可按字词检索；{missing}个片段的向量待下次 ingest 或 draftkit reindex 补齐。{reason}",
    ),
    "embed.left_out": (
        "The embedding server failed on {left} passages, perhaps too long for '{name}'; they are found "
        "by their words. The next ingest tries again.",
        "向量服务未能处理{left}个片段（对“{name}”可能过长），这些片段可按字词检索；下次 ingest 时再试。",
    ),
    "embed.progress": ("vectors", "向量"),
    "served.down": (
        "The Chroma server {url} does not answer ({reason}). Every passage is compared instead: the "
        "answer is the same, large archives take longer.",
        "Chroma服务 {url} 没有应答（{reason}）。改为逐一比对：结果相同，公文多时较慢。",
    ),
    "served.gone": (
        "The Chroma server {url} no longer holds this index. Every passage is compared instead; the "
        "next ingest or 'draftkit reindex' builds it anew.",
        "Chroma服务 {url} 已没有此向量库。改为逐一比对；下次 ingest 或 draftkit reindex 时重建。",
    ),
    "served.not_built": (
        "The vector index could not be built on the Chroma server {url} ({reason}). Searches answer "
        "in full without it; the next ingest tries again.",
        "未能在Chroma服务 {url} 上建立向量库（{reason}）。检索结果不受影响；下次 ingest 时再试。",
    ),
    "drive.refused": (
        "{folder} is on a network drive ({kind}), where locks and a database are not safe. Keep the "
        "workspace on a local disk (--workspace, DRAFTKIT_HOME) and share the index by a Chroma "
        "server (DRAFTKIT_CHROMA); or, if you know better, set DRAFTKIT_NETWORK_DRIVE=allow. "
        "Searching still works.",
        "{folder} 在网络盘（{kind}）上，文件锁和数据库在那里不可靠。请把工作区放在本地磁盘"
        "（--workspace、DRAFTKIT_HOME），用Chroma服务共享向量库（DRAFTKIT_CHROMA）；确有把握时可设"
        " DRAFTKIT_NETWORK_DRIVE=allow。检索仍可使用。",
    ),
    "drive.reading": (
        "{folder} is on a network drive ({kind}): it is read, not written. If another machine writes "
        "to it just now, search again.",
        "{folder} 在网络盘（{kind}）上：只读不写。如另一台机器正在写入，请重新检索。",
    ),
    "check.server": ("Chroma server", "Chroma服务"),
    "check.server_ok": ("{url} answers and holds {folder}: {count} vectors", "{url} 有应答，{folder}：向量{count}个"),
    "check.server_empty": ("{url} answers; no index of this archive is there yet", "{url} 有应答，尚无本库的向量库"),
    "check.server_lost": (
        "{url} answers and no longer holds {folder}; searches still answer in full. Run 'draftkit "
        "reindex'.",
        "{url} 有应答，但 {folder} 已不在；检索结果不受影响。请运行 draftkit reindex。",
    ),
    "check.server_down": (
        "{url} does not answer ({reason}); searches still answer in full. Check DRAFTKIT_CHROMA and "
        "the server.",
        "{url} 没有应答（{reason}）；检索结果不受影响。请检查 DRAFTKIT_CHROMA 和服务。",
    ),
    "check.embedder": ("embedding server", "向量服务"),
    "check.embedder_ok": ("{name}: answers, same vectors as in the index", "{name}：有应答，与向量库一致"),
    "check.drive": ("disk", "磁盘"),
    "check.drive_shared": (
        "{kind}: shared with a host or another system. If locks fail there, move the workspace to a "
        "disk of this system.",
        "{kind}：与宿主机或其他系统共享。如文件锁失灵，请把工作区移到本系统的磁盘。",
    ),
    "check.drive_network": (
        "{kind}: a network drive; writing is refused unless DRAFTKIT_NETWORK_DRIVE=allow",
        "{kind}：网络盘；除非设 DRAFTKIT_NETWORK_DRIVE=allow，否则不写入",
    ),
    "settings.not_plain": (
        "Setting '{name}' ({origin}) cannot be '{value}': addresses are shown and stored, so they hold "
        "no name, password, ? or #. Write http://host:8000; a key or token goes "
        "into {variable}.",
        "设置“{name}”（{origin}）不能是“{value}”：地址会显示和保存，其中不能有用户名、密码、?和#。"
        "请写成 http://主机:8000；服务要求的密钥请放入环境变量 {variable}。",
    ),
}  # fmt: skip
