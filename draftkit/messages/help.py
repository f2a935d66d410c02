"""Help of the commands. The first line of a command's text is its summary."""

TEXTS: dict[str, tuple[str, str]] = {
    "help.opt.help": ("show this help", "显示本帮助"),
    "help.opt.version": ("show the version", "显示版本"),
    "help.opt.workspace": (
        "the workspace; else the nearest folder upward with draftkit.toml, else DRAFTKIT_HOME, "
        "else your data folder",
        "工作区；不给时依次取：向上最近的含 draftkit.toml 的文件夹、DRAFTKIT_HOME、用户数据文件夹",
    ),
    "help.opt.verbose": ("say what is done (-vv: every step)", "显示过程（-vv 更详细）"),
    "help.opt.json": ("print one JSON document", "输出一份JSON"),
    "help.draftkit": (
        "Draft this year's official paper from a body's past notices, and review it.\n"
        "\n"
        "    draftkit init office && cd office\n"
        "    draftkit ingest ../past-notices\n"
        "    draftkit draft -r 起草要求.yaml -o draft.docx --report report.html\n"
        "\n"
        "DRAFTKIT_LANG=zh turns help and messages into Chinese.",
        "由本单位历年公文起草今年的文稿，并逐条评阅。\n"
        "\n"
        "    draftkit init office && cd office\n"
        "    draftkit ingest ../past-notices\n"
        "    draftkit draft -r 起草要求.yaml -o draft.docx --report report.html\n"
        "\n"
        "设 DRAFTKIT_LANG=en 可改用英文。",
    ),
    "help.init": (
        "make a workspace\n"
        "\n"
        "Writes a commented draftkit.toml and forms to fill in. What is there already stays as it is.",
        "新建工作区\n\n生成带说明的 draftkit.toml 和可填写的表单；已有的文件保持不动。",
    ),
    "help.arg.init_dir": ("the folder (default: here)", "文件夹（默认当前文件夹）"),
    "help.parse": (
        "show what draftkit reads in a file\n"
        "\n"
        "Title, issuer, number, dates, sections. Nothing is stored and no workspace is needed.",
        "查看一个文件的解析结果\n\n标题、发文机关、字号、日期、层次。不入库，也不需要工作区。",
    ),
    "help.arg.file": (
        "a notice: .docx .doc .wps .pdf .rtf .odt .html .mht .txt .md",
        "公文：.docx .doc .wps .pdf .rtf .odt .html .mht .txt .md",
    ),
    "help.ingest": (
        "take past notices into the archive\n"
        "\n"
        "Files and folders; each file is added, updated, unchanged, or failed or skipped with a "
        "reason, and one that fails does not keep the others out. What is no notice (pictures, "
        "spreadsheets, archives …) is skipped and summed up by kind. Exit code 1 when some failed, "
        "2 when nothing could be read; what was skipped does not count.",
        "把历史公文收入公文库\n"
        "\n"
        "可给文件和文件夹。逐个列出新增、更新、未变，失败或跳过的写明原因，个别失败不影响其余。图片、表格、"
        "压缩包等非公文文件跳过，按类汇总。部分失败时退出码为1，全都读不了时为2；跳过的不计。",
    ),
    "help.arg.paths": ("files or folders", "文件或文件夹"),
    "help.opt.ours": (
        "also take Word files that draftkit made",
        "draftkit生成的Word文件也收入",
    ),
    "help.opt.wait": (
        "how long to wait for another draftkit that is writing (default: the setting wait, 30)",
        "另一个draftkit正在写入时等待的秒数（默认取设置 wait，即30）",
    ),
    "help.notices": (
        "list, show, remove or carry what the archive holds\n"
        "\n"
        "export writes notices with all that was read of them into one file; import takes such a file "
        "in, on a machine that no network leads to, say, after checking all of it. The names that "
        "same_body groups go along and are told, never applied. Exit code 1 when some of it was "
        "refused, 2 when nothing was taken in.\n"
        "\n"
        "    draftkit notices\n"
        "    draftkit notices show 3f2a\n"
        "    draftkit notices remove 3f2a\n"
        "    draftkit notices export notices.zip\n"
        "    draftkit notices import notices.zip",
        "公文库清单：列出、查看、移除、导出、导入\n"
        "\n"
        "export 把公文及其识读内容写入一个文件；import 在另一台（如不联网的）机器上收入该文件，先整体核验。"
        "设置 same_body 中的名称随文件带去，收入时只作提示，不予套用。部分被拒绝时退出码为1，全部未收入为2。\n"
        "\n"
        "    draftkit notices\n"
        "    draftkit notices show 3f2a\n"
        "    draftkit notices remove 3f2a\n"
        "    draftkit notices export 公文.zip\n"
        "    draftkit notices import 公文.zip",
    ),
    "help.arg.action": ("what to do (default: list)", "做什么（默认 list）"),
    "help.arg.ids": (
        "a notice: its id or how that begins, its document number, or its file; for export and import "
        "first the file to write or read",
        "公文：编号或其开头几位、发文字号、文件路径；export 和 import 先写导出文件名",
    ),
    "help.search": (
        "find how a section was written before\n"
        "\n"
        "    draftkit search 志愿服务 --genre 工作要点 --year 2019..2024",
        "检索以往各部分怎么写\n\n    draftkit search 志愿服务 --genre 工作要点 --year 2019..2024",
    ),
    "help.arg.query": ("a heading or a sentence", "小标题或一句话"),
    "help.opt.genre": ("the genre, such as 工作要点", "文种，如 工作要点"),
    "help.opt.issuer": ("the issuing body", "发文机关"),
    "help.opt.year": ("the year the paper is about", "所指年度"),
    "help.opt.years": ("a year, or first and last", "年度，或起止年度"),
    "help.opt.topic": ("the topic, such as 精神文明建设", "主题，如 精神文明建设"),
    "help.opt.k": ("how many (default: the setting k, 10)", "条数（默认取设置 k，即10）"),
    "help.outline": (
        "plan the headings of a paper\n"
        "\n"
        "Drawn from similar notices. Edit the Markdown and give it back with draft --outline.",
        "拟提纲\n\n由相近公文得出。可修改后用 draft --outline 交回。",
    ),
    "help.opt.request": (
        "the request: YAML, keys in Chinese or English",
        "起草要求：YAML，键用中文或英文均可",
    ),
    "help.opt.outline_o": (
        "write to this file (.md or .json) instead of printing",
        "写入文件（.md 或 .json），不打印",
    ),
    "help.draft": (
        "draft a paper from past notices\n"
        "\n"
        "Writes the draft, an evaluation and a run folder with the origin of each sentence. What "
        "nobody has vouched for stands as 【待补】 or 【待核】. A flag stands before the same key of "
        "the request file. Exit code 0 whenever a draft was written.\n"
        "\n"
        "    draftkit draft -r 起草要求.yaml -o draft.docx --report report.html\n"
        "    draftkit draft --genre 工作要点 --issuer 示例市科学技术局 --year 2026",
        "由历史公文起草文稿\n"
        "\n"
        "写出文稿、评阅报告和运行文件夹（含每句话的来源）。无人确认的内容以【待补】【待核】标出。选项优先于"
        "起草要求文件中的同名键。只要写出了稿子，退出码即为0。\n"
        "\n"
        "    draftkit draft -r 起草要求.yaml -o draft.docx --report report.html\n"
        "    draftkit draft --genre 工作要点 --issuer 示例市科学技术局 --year 2026",
    ),
    "help.opt.draft_o": (
        "write the draft here: .docx .md .html .json .txt; may be given several times (default: "
        "draft.docx in the run folder)",
        "文稿写入此处：.docx .md .html .json .txt，可多次给出（默认为运行文件夹中的 draft.docx）",
    ),
    "help.opt.outline": (
        "use this outline, as 'draftkit outline' wrote it and you edited it",
        "采用此提纲（由 draftkit outline 生成并修改）",
    ),
    "help.opt.report": (
        "write the evaluation here: .html .json .md .txt",
        "评阅报告写入此处：.html .json .md .txt",
    ),
    "help.opt.model": ("draft with this model (not in this version)", "用此模型起草（本版本暂无）"),
    "help.opt.no_model": ("use no model even where one is set", "即使设置了模型也不用"),
    "help.eval": (
        "evaluate papers, ours or not\n"
        "\n"
        "Required parts, findings with place, reason and remedy, open marks. Needs no workspace; in "
        "one, compares with its archive. Exit code 1 for findings at or over --fail-on or when some "
        "files could not be read, 2 when none could.\n"
        "\n"
        "    draftkit eval draft.docx -o report.html",
        "评阅文稿（不限于本工具所拟）\n"
        "\n"
        "检查必备部分，列出问题的位置、依据和改法，以及待补待核处。不需要工作区；在工作区内会与公文库比对。"
        "有达到 --fail-on 级别的问题或部分文件读不了时退出码为1，全都读不了时为2。\n"
        "\n"
        "    draftkit eval draft.docx -o report.html",
    ),
    "help.arg.eval_files": (
        "papers: any file that parse reads, or draft.json",
        "文稿：parse能读的文件，或 draft.json",
    ),
    "help.opt.format": (
        "form of the report (default: by the ending of -o, else text)",
        "报告格式（默认看 -o 的扩展名，否则为 text）",
    ),
    "help.opt.report_o": (
        "write the report here: .html .json .md .txt .xml (JUnit) .sarif, .docx: the paper with "
        "comments, or .summary.docx: two pages to print and sign",
        "报告写入此处：.html .json .md .txt .xml（JUnit）.sarif；.docx 是带批注的文稿，.summary.docx "
        "是供打印签字的两页审核单",
    ),
    "help.opt.stage": (
        "初稿 征求意见稿 送审稿 定稿 印发稿: what may still be open",
        "稿次：初稿 征求意见稿 送审稿 定稿 印发稿，决定哪些可以暂缺",
    ),
    "help.opt.select": (
        "only rules whose code begins so (R01,R1) or of a family (numbering); may be given several "
        "times; also turns on what is off",
        "只用代码以此开头（R01,R1）或属于某类（序号）的规则，可多次给出；默认不查的，点名就查",
    ),
    "help.opt.ignore": (
        "without rules whose code begins so, or of a family",
        "不用代码以此开头或属于某类的规则",
    ),
    "help.opt.fail_on": (
        "from which severity on the exit code is 1 (default: what draftkit.toml says, else error)",
        "从哪一级起退出码为1（默认看 draftkit.toml，否则为 error）",
    ),
    "help.opt.fix": (
        "write NAME.fixed.EXT (.docx .txt .md) with every safe fix made, and list the changes",
        "另存 NAME.fixed.EXT（.docx .txt .md），改好可自动改的地方，并列出改动",
    ),
    "help.opt.unsafe": (
        "with --fix: make the fixes too that a person should look at",
        "与 --fix 同用：需要人确认的改法也一并改",
    ),
    "help.opt.baseline": (
        "findings that this file lists do not count",
        "不计此文件中已列的问题",
    ),
    "help.opt.write_baseline": (
        "keep all findings in this file (.json) instead of reporting them",
        "不出报告，把现有问题全部记入此文件（.json）",
    ),
    "help.opt.parts_model": (
        "ask this model about required parts that no heading and no sentence shows; the paper is sent "
        "to the address of the settings",
        "标题和句子里都看不出的必备部分，问这个模型；文稿会发往设置里的模型地址",
    ),
    "help.opt.no_archive": ("do not compare with an archive", "不与公文库比对"),
    "help.export": (
        "write a saved draft in another form\n"
        "\n"
        "    draftkit export draft.json -o draft.docx --head full",
        "把已存的稿件写成别的格式\n\n    draftkit export draft.json -o draft.docx --head full",
    ),
    "help.arg.draft": ("a saved draft", "已存的稿件"),
    "help.opt.o": (
        "write here: .docx .md .html .json .txt; may be given several times",
        "写入此处：.docx .md .html .json .txt，可多次给出",
    ),
    "help.opt.head": (
        "none: without red head, as sent for approval (default); full: as issued",
        "none：送审稿，不带红头（默认）；full：印发样式",
    ),
    "help.review": (
        "say whether the findings of a report are right\n"
        "\n"
        "Without --agree and --disagree it asks about each, and keeps every answer at once; where "
        "nobody can answer, it lists what was said. A file that the page of a report saved is kept "
        "as it is. 'draftkit rules stats' sums it up.\n"
        "\n"
        "    draftkit eval draft.docx -o report.json\n"
        "    draftkit review report.json --agree 1,3 --disagree R05 --note WHY",
        "对报告指出的问题表示同意或不同意\n"
        "\n"
        "不带 --agree 和 --disagree 就逐处询问，每答一处随即记下；不能应答时列出已有意见。评阅页面导出的文件照原样记下。"
        "draftkit rules stats 汇总。\n"
        "\n"
        "    draftkit eval draft.docx -o report.json\n"
        "    draftkit review report.json --agree 1,3 --disagree R05 --note 理由",
    ),
    "help.arg.report": (
        "a report (.json), or what the page of one saved",
        "报告（.json），或评阅页面导出的文件",
    ),
    "help.opt.agree": (
        "these findings are right: numbers, codes (R05) or families; may be given several times",
        "这些问题指得对：序号、代码（R05）或类别，可多次给出",
    ),
    "help.opt.disagree": ("these findings are wrong", "这些问题指得不对"),
    "help.opt.note": ("why", "理由"),
    "help.opt.by": (
        "who speaks (default: the user of this computer)",
        "谁的意见（默认为本机用户名）",
    ),
    "help.rules": (
        "list the rules of the evaluation, show one, or say how often people agreed with each\n"
        "\n"
        "    draftkit rules show R01\n"
        "    draftkit rules stats",
        "评阅规则：列出、查看，或看各条被同意的比例\n"
        "\n"
        "    draftkit rules show R01\n"
        "    draftkit rules stats",
    ),
    "help.arg.rules": ("what to do (default: list)", "做什么（默认 list）"),
    "help.opt.family": (
        "with list: only rules of this family (numbering, 序号 …)",
        "与 list 同用：只列这一类规则（numbering、序号等）",
    ),
    "help.arg.code": ("the code of a rule", "规则代码"),
    "help.reindex": (
        "build the search index anew from the archive\n"
        "\n"
        "Loses nothing: the archive holds all that the index is made of.",
        "由公文库重建检索索引\n\n不会丢失内容：索引所需的都在公文库中。",
    ),
    "help.opt.offline": (
        "ask no server, not even those the settings name",
        "不询问任何服务，包括设置中指定的服务",
    ),
    "help.doctor": (
        "check the workspace, the archive, the index and the tools\n"
        "\n"
        "Exit code 1 when something is broken; a missing optional tool is only a warning.",
        "检查工作区、公文库、索引和工具\n\n有损坏时退出码为1；缺少可选工具只是警告。",
    ),
    "help.config": (
        "show each setting and where it comes from\n"
        "\n"
        "Command line before DRAFTKIT_* before draftkit.toml before default. Keys are never shown. "
        "'config trust' lets a draftkit.toml that stands above this folder name a model's address "
        "and prompts.",
        "显示各项设置及其来源\n"
        "\n"
        "优先级：命令行、DRAFTKIT_* 环境变量、draftkit.toml、默认值。密钥从不显示。config trust 让上级文件夹中的 "
        "draftkit.toml 所写的模型地址和提示词生效。",
    ),
    "help.arg.config": ("what to do (default: list)", "做什么（默认 list）"),
}
