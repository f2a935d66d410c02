"""Messages about the workspace, the archive and the index."""

TEXTS: dict[str, tuple[str, str]] = {
    "store.missing_path": (
        "{path}: no such file or folder. Check the path.",
        "{path}：没有这个文件或文件夹，请检查路径。",
    ),
    "store.ours": (
        "{path} is a draft made by draftkit, not a past notice. Use --ours to take it in anyway.",
        "{path} 是draftkit生成的稿子，不是历史公文。确要收入，请加 --ours。",
    ),
    "store.too_deep": (
        "{path} holds too many papers or parts one inside the other. Split it and try again.",
        "{path} 中的文件或层次嵌套过多。请拆分后再试。",
    ),
    "store.issuer_several": (
        "“{asked}” fits {count} bodies here: {bodies}. Give one of these names for its papers alone.",
        "“{asked}”在库中对应{count}个机关：{bodies}。如只要其中一个，请写全称。",
    ),
    "store.gone": (
        "{path} is no longer there: it was removed or renamed while the folder was read. Run ingest "
        "again.",
        "{path} 已不在原处：读取文件夹期间被删除或改名。请重新运行 ingest。",
    ),
    "store.dead_link": (
        "{path} is a link that leads nowhere. Give the file it stood for, or remove the link.",
        "{path} 是失效的链接，指向的文件不存在。请提供原文件，或删除该链接。",
    ),
    "store.other_kind": (
        "{path} is named like a paper and is something else: {kind}",
        "{path} 的扩展名与内容不符：{kind}",
    ),
    "store.skip.ours": (
        "draft made by draftkit, no past notice; use --ours to take it in anyway",
        "draftkit生成的稿子，不是历史公文；确要收入，请加 --ours",
    ),
    "store.skip.picture": (
        "picture, perhaps a scan; run text recognition (OCR) on it and save the text as .docx",
        "图片，可能是扫描件；请先做文字识别（OCR），再另存为.docx",
    ),
    "store.skip.spreadsheet": (
        "spreadsheet; if it holds a notice, copy the text into a Word file",
        "电子表格；如其中有公文，请把文字复制到Word文件",
    ),
    "store.skip.slides": (
        "slides; if they hold a notice, copy the text into a Word file",
        "演示文稿；如其中有公文，请把文字复制到Word文件",
    ),
    "store.skip.archive": (
        "archive (.zip, .rar, .7z); unpack it and give the folder to ingest",
        "压缩包；请先解压，再对解压出的文件夹运行 ingest",
    ),
    "store.skip.export": (
        "export of an archive; take it in with: draftkit notices import FILE",
        "公文库的导出文件；请用 draftkit notices import 文件 收入",
    ),
    "store.is_export": (
        "{path} is an export of an archive, not a paper. Take it in with: draftkit notices import "
        "{path}",
        "{path} 是公文库的导出文件，不是公文。请用 draftkit notices import {path} 收入。",
    ),
    "store.is_kind": ("{path} is not taken in: {kind}", "{path} 未收入：{kind}"),
    "store.twin": ("says the same as {path}, kept once", "内容与 {path} 相同，只存一份"),
    "store.skip.ofd": (
        "OFD or another official reader format, not read yet; open it and save as PDF or Word",
        "OFD等版式文件，目前还读不了；请打开后另存为PDF或Word",
    ),
    "store.skip.media": (
        "sound or video; write down what is said in a Word file",
        "音频或视频；如需使用，请把内容整理成Word文件",
    ),
    "store.skip.mail": (
        "e-mail; save its text or its attachments as files",
        "电子邮件；请把正文或附件另存为文件",
    ),
    "store.skip.drawing": (
        "drawing or diagram; no notice is expected in it",
        "图纸或图表文件，一般不含公文",
    ),
    "store.skip.shortcut": (
        "shortcut to another place; give that place to ingest",
        "快捷方式；请对它指向的文件或文件夹运行 ingest",
    ),
    "store.skip.program": (
        "program, font, database or settings; no notice is expected in it",
        "程序、字体、数据库或设置文件，一般不含公文",
    ),
    "store.skip.text": (
        "text under an ending that is not known; if it is a notice, name it .txt",
        "扩展名不明的文本；如是公文，请把扩展名改为.txt",
    ),
    "store.skip.page": (
        "web page under an ending that is not known; if it is a notice, name it .html",
        "扩展名不明的网页；如是公文，请把扩展名改为.html",
    ),
    "store.skip.word_xml": (
        "Word file saved as XML; open it in Word or WPS and save as .docx",
        "以XML格式保存的Word文件；请用Word或WPS打开，另存为.docx",
    ),
    "store.skip.special": (
        "pipe, device or socket, not a file",
        "管道、设备或套接字，不是普通文件",
    ),
    "store.skip.unknown": (
        "format not known; if it is a notice, open it and save as .docx",
        "格式不明；如是公文，请打开后另存为.docx",
    ),
    "store.carry_missing": (
        "{path}: no such file. Give a file that 'draftkit notices export' wrote.",
        "{path}：没有这个文件。请给出 draftkit notices export 写出的文件。",
    ),
    "store.carry_foreign": (
        "{path} is no export of draftkit. Give a file that 'draftkit notices export' wrote; papers "
        "themselves are taken in by 'draftkit ingest'.",
        "{path} 不是draftkit导出的文件。请给出 draftkit notices export 写出的文件；公文本身请用 "
        "draftkit ingest 收入。",
    ),
    "store.carry_newer": (
        "{path} was exported by a newer draftkit. Update this one; nothing was taken in.",
        "{path} 由更新版本的draftkit导出，请升级本机的draftkit。未收入任何内容。",
    ),
    "store.carry_broken": (
        "{path} is incomplete or was changed after its export; nothing was taken in. Copy it anew.",
        "{path} 不完整，或导出后被改动，未收入任何内容。请重新拷贝。",
    ),
    "store.carry_unread": (
        "{path}: this version cannot parse what was carried. Take in the file itself.",
        "{path}：本版本无法识读导入的内容。请直接收入原文件。",
    ),
    "store.carry_conflict": (
        "{path}: this archive holds the same file with another text (read by another version, or "
        "one of the two was changed). What is here stays; take in the file itself to settle it.",
        "{path}：本库已有同一文件，但文字不同（由不同版本识读，或其中之一被改动）。"
        "现有内容未变；请直接收入原文件核实。",
    ),
    "store.carry_names": (
        "{path}: where it was written, same_body in draftkit.toml took these for one body each: "
        "{groups}. Nothing was set here; copy them there if they are right for you too.",
        "{path}：导出方在 draftkit.toml 的 same_body 中把下列名称视为同一机关：{groups}。"
        "本工作区未作设置；如也适用，请自行写入。",
    ),
    "store.names_later": (
        "same_body in draftkit.toml was changed: {count} notices are still grouped by the names "
        "set before. The change shows after the next draftkit ingest.",
        "draftkit.toml 中的 same_body 已改动：{count}份公文仍按原设名称归并，"
        "下次运行 draftkit ingest 后生效。",
    ),
    "store.carry_large": (
        "{path} unpacks to more than an export may hold; nothing was taken in. Export in parts: "
        "draftkit notices export FILE ID…",
        "{path} 解开后超出导出文件的上限，未收入任何内容。请分批导出："
        "draftkit notices export 文件 编号…",
    ),
    "store.cannot_read": ("{path} cannot be read: {reason}.", "{path} 读不了：{reason}。"),
    "store.fault": (
        "{path}: draftkit failed on this file ({reason}). Please report it.",
        "{path}：draftkit处理此文件时出错（{reason}），请反馈。",
    ),
    "store.secret_before": (
        " An earlier text of this file, without a mark, is in the archive; if it is secret too, take "
        "it out: draftkit notices remove {id}",
        "该文件此前无密级标志的文本仍在公文库中；如同样涉密，请删除：draftkit notices remove {id}",
    ),
    "store.secret_removed": (
        " It had been taken in before; notice {id} was taken out of the archive.",
        "此前收入的同一文件（{id}）已从公文库中删除。",
    ),
    "store.traces": (
        "It is out of every answer; its title, pairs of its characters and its vectors stay in the "
        "files of {folder} until they are next built. 'draftkit reindex' does so now.",
        "检索结果中已不再出现；其标题、字对和向量在 {folder} 的文件中保留至下次重建。"
        "如需立即清除，请运行 draftkit reindex。",
    ),
    "store.traces_copies": (
        "Copies of the archive from before an upgrade may still hold it: {names}. Delete them when "
        "they are not needed.",
        "升级前的公文库备份中可能仍有该内容：{names}。不再需要时请删除。",
    ),
    "store.traces_runs": (
        "Drafts were drawn from it and hold words of it: {names}. Delete those folders, and what was "
        "copied from them.",
        "下列稿件据该文起草，含有其文字：{names}。请删除这些文件夹以及由其复制、另存的文件。",
    ),
    "store.locked": (
        "Another draftkit{who} is writing to {folder}. "
        "Wait until it is done, or stop it; --wait SECONDS waits longer.",
        "另一个draftkit{who}正在写入{folder}，请等它结束或将其停止；可用 --wait 秒数 延长等待。",
    ),
    "store.locker": (
        " (process {pid} on {host}, since {since})",
        "（{host}上的进程{pid}，{since}起）",
    ),
    "store.waiting": (
        "Waiting for another draftkit that is writing to {folder}, up to {seconds} s …",
        "另一个draftkit正在写入{folder}，最多等待{seconds}秒……",
    ),
    "store.read_only": (
        "{path} cannot be written ({reason}). Give yourself write access, or name another "
        "workspace with --workspace. Searching still works.",
        "{path} 不可写入（{reason}）。请取得写权限，或用 --workspace 换一个工作区；检索仍可使用。",
    ),
    "store.not_a_folder": (
        "{folder} is a file. A workspace is a folder.",
        "{folder} 是文件。工作区应为文件夹。",
    ),
    "store.no_workspace": (
        "There is no workspace in {folder}. Check --workspace, or make one there: "
        "draftkit ingest FOLDER --workspace {folder} (or draftkit init {folder}).",
        "{folder} 中没有工作区。请核对 --workspace，或在此新建："
        "draftkit ingest 文件夹 --workspace {folder}（或 draftkit init {folder}）。",
    ),
    "store.unfit": ("kept, but not drafted from: {reason}", "可检索，不宜作范文：{reason}"),
    "store.no_issuer": ("issuer not recognised", "发文机关未识别"),
    "store.no_title": ("title not recognised", "标题未识别"),
    "store.no_year": ("year not recognised", "年度未识别"),
    "store.empty_archive": (
        "The archive holds no notices. Take some in first: draftkit ingest FOLDER",
        "公文库是空的。请先收入历史公文：draftkit ingest 文件夹",
    ),
    "store.archive_newer": (
        "{path} was written by a newer draftkit (format {found}, this one reads up to {known}). "
        "Nothing was changed. Update draftkit on this machine.",
        "{path} 由更新版本的draftkit写成（格式{found}，本版本只到{known}），未作改动。请升级本机的draftkit。",
    ),
    "store.archive_older": (
        "{path} is in an older format ({found}) and cannot be brought up to date here, because "
        "the folder is read-only. Run any writing command where it can be written.",
        "{path} 为旧格式（{found}），所在文件夹只读，无法就地升级。请在可写处运行一次写入命令。",
    ),
    "store.archive_broken": (
        "{path} is not a readable archive ({reason}). Nothing was changed. 'draftkit doctor' says what "
        "can be saved; else put back a copy of it, or move it away and ingest the notices again.",
        "{path} 不是可读的公文库（{reason}），未作改动。请运行 draftkit doctor 查看如何补救；"
        "或恢复备份，或移走后重新收入公文。",
    ),
    "store.not_sqlite": ("it is another kind of file", "是其他类型的文件"),
    "store.malformed": ("it is cut off or damaged", "文件不完整或已损坏"),
    "store.text_torn": (
        "The stored text of a notice is damaged ({reason}). 'draftkit doctor' names it.",
        "有一份公文的存储内容已损坏（{reason}）。请运行 draftkit doctor 查明是哪一份。",
    ),
    "store.row_torn": (
        "The archive holds what draftkit did not put there ({what}: {reason}). 'draftkit doctor' "
        "says what of it can be saved, and how.",
        "公文库中有并非本程序写入的内容（{what}：{reason}）。请运行 draftkit doctor 查看如何补救。",
    ),
    "store.archive_not_written": (
        "{path} could not be written ({reason}). Nothing of this change was kept; make room or let "
        "the other program finish, and try again.",
        "{path} 写入失败（{reason}），本次改动未保留。请腾出空间或等其他程序结束后重试。",
    ),
    "store.disk_full": (
        "The disk that holds {folder} is full. Nothing is lost: what was kept before stays, what did "
        "not fit was left out. Make room and run it again.",
        "{folder} 所在的磁盘已满。已保存的内容都在，放不下的未写入。请腾出空间后重新运行。",
    ),
    "store.index_unsound": (
        "The new vector index in {folder} holds {held} of {wanted} vectors or does not find its "
        "own. It was thrown away; searches still answer in full. Run 'draftkit reindex'.",
        "{folder} 中新建的向量库有{held}个向量（应为{wanted}个），或查不到自身，已弃用；"
        "检索结果不受影响。请运行 draftkit reindex。",
    ),
    "store.index_unused": (
        "The search index cannot be used ({reason}); this search read the whole archive instead. The "
        "next ingest rebuilds it, or run: draftkit reindex",
        "检索索引不可用（{reason}），本次检索直接读取了整个公文库。下次 ingest 时自动重建，"
        "也可运行：draftkit reindex",
    ),
    "store.index_not_built": (
        "The vector index could not be built ({reason}). Nothing is lost, searches still answer in "
        "full. Run 'draftkit doctor', then 'draftkit reindex' again.",
        "检索索引未能建成（{reason}）。内容未丢失，检索结果不受影响。"
        "请先运行 draftkit doctor，再运行 draftkit reindex。",
    ),
    "store.not_replaced": (
        "{path} is there already and is no file of notices, so it is not replaced. Choose another "
        "name.",
        "{path} 已存在且不是公文交换文件，未予替换。请另取文件名。",
    ),
    "store.no_notice": (
        "No notice '{id}' in the archive. Give its id or how that begins, its document number or its "
        "file; 'draftkit notices' lists them.",
        "公文库中没有“{id}”。可用编号（或其开头）、发文字号或文件路径；用 draftkit notices 查看清单。",
    ),
    "store.ambiguous": (
        "'{id}' may mean {count} notices. Give the id of one of them.",
        "“{id}”可指{count}份公文，请改用其中一份的编号。",
    ),
    "store.bad_year": (
        "'{value}' is no year or span of years. Write 2024, 2019..2024, 2019.. or ..2024.",
        "“{value}”不是年度或年度区间。请写 2024、2019..2024、2019.. 或 ..2024。",
    ),
    "store.bad_k": ("-k must be 1 or more, not {value}.", "-k 至少为1，不能是{value}。"),
    "store.empty_query": (
        "The query has no word to search for. Give a heading or a sentence.",
        "检索内容为空。请给出小标题或一句话。",
    ),
    "store.check.archive": ("archive", "公文库"),
    "store.check.archive_ok": (
        "{notices} notices, {passages} passages, {size} MB, sound",
        "公文{notices}份，片段{passages}个，{size} MB，完好",
    ),
    "store.check.archive_unread": (
        "{path} is not a readable archive ({reason}).",
        "{path} 不是可读的公文库（{reason}）。",
    ),
    "store.check.archive_bad": (
        "damaged: {reason}.",
        "已损坏：{reason}。",
    ),
    "store.check.parsed": ("reading", "识读"),
    "store.check.parsed_ok": (
        "all notices read by this version, versions linked",
        "全部公文均由本版本识读，各稿次已关联",
    ),
    "store.check.parsed_old": (
        "{count} files were read by another version; searches still answer. The next ingest or "
        "'draftkit reindex' reads what is kept of them again; the files are not needed.",
        "有{count}份由其他版本识读；检索不受影响。下次 ingest 或 draftkit reindex 时自动重新识读，"
        "不需要原文件。",
    ),
    "store.check.links_old": (
        "The versions of papers are not linked yet by this version or these settings; searches still "
        "answer. The next ingest or 'draftkit reindex' links them.",
        "尚未按本版本或当前设置关联各稿次；检索不受影响。下次 ingest 或 draftkit reindex 时自动关联。",
    ),
    "store.check.unlinked": (
        "{count} notices are linked with a version that is not there. The next ingest or 'draftkit "
        "reindex' sets this right.",
        "有{count}份关联的稿次已不存在。下次 ingest 或 draftkit reindex 时自动更正。",
    ),
    "store.check.parsed_kept": (
        "{count} files keep what an older version read in them: this one cannot parse them",
        "有{count}份保留旧版本的识读结果：本版本无法重新识读",
    ),
    "store.check.vectors": ("vectors", "向量"),
    "store.check.vectors_ok": (
        "all {passages} passages have theirs (a section is one passage or several)",
        "{passages}个片段均有（一节分为一个或几个片段）",
    ),
    "store.check.vectors_missing": (
        "{missing} passages have none. Run 'draftkit reindex'.",
        "{missing}个片段没有向量。请运行 draftkit reindex。",
    ),
    "store.check.vectors_worn": (
        "the disk did not keep {wrong} of them as they were made. Run 'draftkit reindex'.",
        "有{wrong}个与生成时不符（磁盘损坏）。请运行 draftkit reindex。",
    ),
    "store.check.index": ("vector index", "向量库"),
    "store.check.index_current": (
        "{folder}: vectors of {count} sections",
        "{folder}：{count}节的向量",
    ),
    "store.check.index_tail": (
        "{folder}: vectors of {count} sections; {tail} newer passages are searched beside it",
        "{folder}：{count}节的向量，另有{tail}个新片段逐一比对",
    ),
    "store.check.index_none": (
        "none yet; searches compare every passage. The next ingest builds it.",
        "尚未建立；检索时逐一比对。下次 ingest 时建立。",
    ),
    "store.check.index_missing": (
        "{folder} is not used ({reason}); searches still answer in full. Run 'draftkit reindex'.",
        "{folder} 未采用（{reason}）；检索结果不受影响。请运行 draftkit reindex。",
    ),
    "store.check.folder": ("workspace", "工作区"),
    "store.check.folder_ok": ("{folder}, writable", "{folder}，可写"),
    "store.check.folder_read_only": (
        "{folder}, read-only here: 'draftkit reindex' and 'ingest' can be run only by one who may write "
        "there; searches need neither",
        "{folder}，在此只读：draftkit reindex、ingest 须由对该文件夹有写入权限的人运行；检索不受影响",
    ),
}
