"""Messages of `doctor` beyond the archive and its index: the lock, the disk, leftovers, repairs."""

TEXTS: dict[str, tuple[str, str]] = {
    "health.lock": ("write lock", "写入锁"),
    "health.lock_free": ("free", "空闲"),
    "health.lock_held": (
        "held by process {pid} on {host} since {since}; searches are not held up",
        "由{host}上的进程{pid}持有（{since}起）；不影响检索",
    ),
    "health.lock_left": (
        "free; the last writer was killed. What it acknowledged is kept, the next one cleans up.",
        "空闲；上一个写入进程被强行终止。已确认收入的内容都在，下次写入时自动清理。",
    ),
    "health.lock_unknown": ("not tried: the folder is read-only", "未检查：文件夹只读"),
    "health.room": ("free space", "可用空间"),
    "health.room_ok": (
        "more than the {wanted} MB that a new index may take",
        "超过重建检索索引可能需要的{wanted} MB",
    ),
    "health.room_little": (
        "{free} MB, and about {wanted} MB are needed to rebuild the index. Make room.",
        "{free} MB；重建检索索引约需{wanted} MB，请腾出空间。",
    ),
    "health.missing": (
        "{path} is not there, though this folder held an archive. Put back a copy of it{copies}, or "
        "ingest the original papers again.",
        "{path} 不在，而此文件夹原有公文库。请放回备份{copies}，或重新收入原文件。",
    ),
    "health.copies": (" (here: {names})", "（现有：{names}）"),
    "health.way_out": (
        "{reason} Ways out, none of which changes the file: a copy of it{copies}; 'draftkit notices "
        "export FILE', which saves what can still be read ({readable} of {listed} notices); the "
        "original papers, taken in again in a new folder.",
        "{reason}补救办法（均不改动该文件）：使用备份{copies}；用 draftkit notices export 文件 "
        "导出仍可读的内容（{listed}份中可读{readable}份）；在新文件夹中重新收入原文件。",
    ),
    "health.way_out_unread": (
        "{reason} Ways out, none of which changes the file: move it away and put a "
        "copy of it in its place{copies}; or take the original papers in again: 'draftkit ingest "
        "FOLDER --workspace NEW'.",
        "{reason}补救办法（均不改动该文件）：移走后换上备份{copies}；"
        "或用 draftkit ingest 文件夹 --workspace 新文件夹 重新收入原文件。",
    ),
    "health.texts": ("kept texts", "所存文本"),
    "health.texts_ok": ("each is what was stored", "均与存入时一致"),
    "health.texts_worn": (
        "the disk did not keep these notices as they were stored: {ids}. Run 'draftkit reindex'; "
        "for those still named then, 'draftkit notices remove ID', and ingest their files again.",
        "下列公文的内容与存入时不符（磁盘损坏）：{ids}。请运行 draftkit reindex；之后仍列出的，"
        "请运行 draftkit notices remove ID，再重新收入原文件。",
    ),
    "health.nothing_yet": (
        "no notices yet. Take some in: draftkit ingest FOLDER",
        "尚无公文。请收入：draftkit ingest 文件夹",
    ),
    "health.why_asked": ("asked for", "应要求"),
    "health.why_first": ("there was none", "原来没有"),
    "health.why_tail": ("much is new", "新增较多"),
    "health.why_removed": ("notices were removed", "有公文被移除"),
    "health.why_embedder": ("of another embedder", "由另一向量模型建立"),
    "health.why_chunking": ("cut by another version", "由其他版本切分"),
    "health.why_broken": ("did not answer", "无法查询"),
    "health.why_place": ("not where the setting says", "不在设置指定的位置"),
    "health.why_server": ("the Chroma server no longer holds it", "Chroma服务上已没有"),
    "health.why_torn": ("files damaged", "文件损坏"),
    "health.why_missing": ("files missing", "文件缺失"),
    "health.why_seal": ("files of another make", "文件与记录不符"),
    "health.leftovers": ("leftovers", "残留文件"),
    "health.leftovers_none": ("none", "无"),
    "health.leftover_generations": (
        "{count} unfinished or older index folders ({size} MB), cleared by the next ingest",
        "未建成或旧的索引文件夹{count}个（{size} MB），下次 ingest 时清除",
    ),
    "health.leftover_copies": (
        "{count} temporary copies of searches that were killed ({size} MB), cleared by a later search",
        "被终止的检索留下的临时副本{count}个（{size} MB），以后检索时清除",
    ),
    "health.leftover_backups": (
        "{names} ({size} MB): the archive before an upgrade; delete it when all is well",
        "{names}（{size} MB）：升级前的公文库，确认无误后可删除",
    ),
    "health.leftover_journal": (
        "a journal of a change that was cut off; the next command takes that change back",
        "中断的改动留下的日志，下次运行时自动撤销该改动",
    ),
    "health.tools": ("LibreOffice", "LibreOffice"),
    "health.tools_none": (
        "not found; only needed for .doc files that draftkit cannot read itself",
        "未找到；仅在draftkit自身读不了某些.doc文件时需要",
    ),
    "health.event": ("done by itself", "自动处理"),
    "health.event_index_rebuilt": ("{at}: search index built anew ({detail})", "{at}：重建检索索引（{detail}）"),
    "health.event_archive_migrated": (
        "{at}: archive brought to a newer format ({detail})",
        "{at}：公文库升级到新格式（{detail}）",
    ),
    "health.event_reparsed": (
        "{at}: kept papers read again by a newer version ({detail})",
        "{at}：以新版本重新解析所存公文（{detail}）",
    ),
}  # fmt: skip
