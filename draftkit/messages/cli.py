"""Messages of the command line: errors, summaries, column heads."""

TEXTS: dict[str, tuple[str, str]] = {
    # errors
    "cli.fixed": (
        "{made} changes made, {left} left to you:",
        "改了{made}处，留{left}处待人工改：",
    ),
    "cli.fixed_nothing": (
        "Nothing here can be fixed without a person; the copy is as the file was.",
        "没有可自动改的地方，副本与原文件相同。",
    ),
    "cli.fixed_gone": ("deleted", "删去"),
    "cli.paragraph": ("paragraph {number}", "第{number}段"),
    "cli.not_fixed": (
        "stands in a field or a symbol; change it by hand",
        "在域或符号里，请手工改",
    ),
    "file.no_papers": (
        "{path} holds no paper that draftkit reads (.docx .doc .wps .pdf .rtf .odt .html .txt .md).",
        "{path}里没有能读的公文（.docx .doc .wps .pdf .rtf .odt .html .txt .md）。",
    ),
    "cli.passed_over": (
        "{count} files of other kinds were passed over.",
        "另有{count}个其他类型的文件未评。",
    ),
    "cli.verdicts_twice": (
        "This file brings its own verdicts. Leave out --agree, --disagree and --note.",
        "此文件里已有意见，请去掉 --agree、--disagree 和 --note。",
    ),
    "cli.verdicts": (
        "Kept: {agreed} agreed, {disagreed} disagreed.",
        "已记下：同意{agreed}处，不同意{disagreed}处。",
    ),
    "cli.how_to_say": (
        "Say what you think: draftkit review REPORT --agree 1,3 --disagree R05 --note WHY",
        "提出意见：draftkit review 报告 --agree 1,3 --disagree R05 --note 理由",
    ),
    "cli.finding": ("[{at}/{of}] {code} {text}", "［{at}/{of}］{code} {text}"),
    "cli.advice": ("  {text}", "  {text}"),
    "cli.all_said": (
        "Every finding of this report has its verdict.",
        "这份报告里的问题都已有意见。",
    ),
    "cli.ask_verdict": (
        "  right (y), wrong (n), next (Enter), end (q): ",
        "  对（y） 不对（n） 下一处（回车） 结束（q）：",
    ),
    "cli.ask_why": ("  why is it wrong (may be left out): ", "  为什么不对（可不写）："),
    "cli.stats": (
        "{reviewed} findings reviewed in {papers} papers.",
        "共评阅{papers}份文稿的{reviewed}处问题。",
    ),
    "cli.stats_unread": (
        "{unread} lines of reviews.jsonl could not be read and do not count.",
        "reviews.jsonl 有{unread}行读不了，未计入。",
    ),
    "cli.no_stats": (
        "Nobody has reviewed a finding in this workspace. 'draftkit review REPORT.json' does.",
        "本工作区还没有人对问题表示意见。用 draftkit review 报告.json 记录。",
    ),
    "cli.comments_of_one": (
        "A copy with comments is of one paper and goes to a file: draftkit eval FILE -o COPY.docx",
        "带批注的副本一次一份，要写明文件：draftkit eval 文件 -o 副本.docx",
    ),
    "cli.summary_of_one": (
        "The two-page summary is of one paper and goes to a file: "
        "draftkit eval FILE -o NAME.summary.docx",
        "审核单一次一份，要写明文件：draftkit eval 文件 -o 名称.summary.docx",
    ),
    "cli.error": ("draftkit: {text}", "draftkit：{text}"),
    "cli.candidate": ("  {id}  {told}", "  {id}  {told}"),
    "cli.apart": ("{title} ({what})", "{title}（{what}）"),
    "cli.workspace": ("Workspace: {folder}", "工作区：{folder}"),
    "cli.workspace_new": ("Workspace: {folder} (new)", "工作区：{folder}（新建）"),
    "cli.workspace_lost": (
        "Workspace: {folder}. Its archive.db was gone, a new one is begun; if you have a copy, put it "
        "back instead.",
        "工作区：{folder}。其中的 archive.db 已不在，现新建一个；如有备份，请改为放回备份。",
    ),
    "cli.see_help": ("{text} See '{command} --help'.", "{text}用法见 {command} --help。"),
    "cli.no_command": (
        "There is no command '{name}'. Did you mean '{near}'?",
        "没有“{name}”这个命令。是不是“{near}”？",
    ),
    "cli.no_option": ("There is no option {name}.", "没有 {name} 这个选项。"),
    "cli.no_option_near": (
        "There is no option {name}. Did you mean {near}?",
        "没有 {name} 这个选项。是不是 {near}？",
    ),
    "cli.missing": ("{name} is missing.", "缺少 {name}。"),
    "cli.needs_value": ("Option {name} needs a value.", "选项 {name} 后面要有值。"),
    "cli.usage": ("{text}", "{text}"),
    "cli.too_many": ("There are words too many.", "多了参数。"),
    "cli.no_number": (
        "{name} must be a number not under {low}.",
        "{name} 应为不小于{low}的数字。",
    ),
    "cli.not_one_of": (
        "{name}: '{value}' is not one of {allowed}.",
        "{name}：“{value}”不在 {allowed} 之中。",
    ),
    "cli.not_one_of_near": (
        "{name}: '{value}' is not one of {allowed}. Did you mean '{near}'?",
        "{name}：“{value}”不在 {allowed} 之中。是不是“{near}”？",
    ),
    "cli.bad_suffix": (
        "{name} {path}: the ending of the file says its form, and must be one of {allowed}.",
        "{name} {path}：扩展名决定格式，应为 {allowed} 之一。",
    ),
    "cli.over_input": (
        "{path} is being read in this run. Give the result another name.",
        "{path} 是本次要读的文件，请给结果换一个文件名。",
    ),
    "cli.two_folders": (
        "Two folders are named, {first} and {second}. Give one.",
        "给了两个文件夹：{first} 和 {second}，请只给一个。",
    ),
    "cli.id_needed": (
        "'notices {action}' needs a notice: its id, document number or file. 'draftkit notices' "
        "lists them.",
        "notices {action} 要指明公文：编号、发文字号或文件。用 draftkit notices 查看清单。",
    ),
    "cli.no_ids": (
        "'notices list' takes no id. Use 'notices show ID' for one notice.",
        "notices list 后面不带编号。查看一份请用 notices show 编号。",
    ),
    "cli.one_id": (
        "'notices show' shows one notice at a time. Give one id.",
        "notices show 一次只看一份，请只给一个编号。",
    ),
    "cli.code_needed": (
        "Write 'draftkit rules' for the list, 'draftkit rules show R01' for one rule.",
        "查看清单用 draftkit rules，查看一条用 draftkit rules show R01。",
    ),
    "cli.nothing_to_trust": (
        "There is no draftkit.toml in {folder}, so there is nothing to trust.",
        "{folder} 中没有 draftkit.toml，无需信任。",
    ),
    "cli.trusted": (
        "{path} is trusted as it stands now. Changing it takes that back.",
        "已信任 {path} 的当前内容；内容改变后需重新确认。",
    ),
    "cli.request_needed": (
        "What shall be drafted? Give a request file with -r, or {missing}.",
        "要起草什么？请用 -r 指定起草要求文件，或给出 {missing}。",
    ),
    "cli.command_line": ("command line", "命令行"),
    "cli.no_model_yet": (
        "This version drafts without a model. Leave --model out.",
        "本版本不用模型起草，请去掉 --model。",
    ),
    "cli.json_or_format": (
        "--json and --format {form} exclude each other. Give one of them.",
        "--json 与 --format {form} 不能同时用，请留一个。",
    ),
    "cli.machine": (
        "draftkit: {path}: {reason}. Make room or give yourself access there, then run it again.",
        "draftkit：{path}：{reason}。请腾出空间或取得该处的权限后重试。",
    ),
    "cli.interrupted": ("draftkit: interrupted.", "draftkit：已中断。"),
    "cli.fault": (
        "draftkit: a fault of draftkit itself ({kind}). Please report it with this file: {log}",
        "draftkit：程序自身出错（{kind}）。请附上此文件反馈：{log}",
    ),
    "cli.fault_here": (
        "draftkit: a fault of draftkit itself ({kind}). Please report it with what follows.",
        "draftkit：程序自身出错（{kind}）。请附上以下内容反馈。",
    ),
    "file.missing": (
        "{path}: no such file. Check the path.",
        "{path}：没有这个文件，请检查路径。",
    ),
    "file.is_folder": (
        "{path} is a folder. Name the file in it.",
        "{path} 是文件夹，请指定其中的文件。",
    ),
    "file.not_utf8": (
        "{path} is not UTF-8 text. Save it as UTF-8 and try again.",
        "{path} 不是UTF-8编码。请另存为UTF-8后再试。",
    ),
    "file.unreadable": ("{path} cannot be read: {reason}.", "{path} 读不了：{reason}。"),
    "file.no_draft": (
        "{path} is not a draft of draftkit. Give the draft.json of a run folder, or what "
        "'draftkit draft -o draft.json' wrote.",
        "{path} 不是draftkit的稿件。请给出运行文件夹中的 draft.json，或 draftkit draft -o draft.json "
        "写出的文件。",
    ),
    "file.no_outline": (
        "{path} holds no outline. Write one with 'draftkit outline -o outline.md' and edit that.",
        "{path} 中没有提纲。请先用 draftkit outline -o outline.md 生成，再修改。",
    ),
    # progress and summaries
    "cli.ingesting": ("reading", "正在读取"),
    "cli.reindexing": ("indexing", "正在建立索引"),
    "cli.init_next": (
        "Next, in {folder}: draftkit ingest FOLDER (your past notices); fill in {form}; then draftkit "
        "draft -r {form}.",
        "下一步（在 {folder} 中）：draftkit ingest 文件夹（收入历史公文），填好 {form}，再 draftkit draft -r "
        "{form}。",
    ),
    "cli.init_nothing": (
        "Nothing to do: the workspace is there already.",
        "无需处理：工作区已经存在。",
    ),
    "cli.nothing_found": (
        "draftkit: no file there that could be a notice. Give files (.docx .doc .wps .pdf "
        ".rtf .odt .html .mht .txt .md) or folders that hold some.",
        "draftkit：没有找到可收入的公文。请给出文件（.docx .doc .wps .pdf .rtf .odt .html .mht .txt "
        ".md）或含有这些文件的文件夹。",
    ),
    "cli.passed": ("skipped {count}: {reason} ({names})", "跳过{count}个：{reason}（{names}）"),
    "cli.ingested": (
        "{added} added, {updated} updated, {unchanged} unchanged, {failed} failed, "
        "{skipped} skipped.",
        "新增{added}，更新{updated}，未变{unchanged}，失败{failed}，跳过{skipped}。",
    ),
    "cli.unfit": ("[not drafted from] {title}", "【不宜作范文】{title}"),
    "cli.hit_lesser": (
        "not from the version that is drafted from ({best}), which was not found to say this",
        "并非作为范文的一稿（{best}）：该稿中未找到此内容",
    ),
    "cli.hit_versions": ("other versions: {versions}", "同一文件的其他各稿：{versions}"),
    "cli.version": ("another version", "另一稿"),
    "cli.see_version": ("[{stage}, see {best}] {title}", "【{stage}，以{best}为准】{title}"),
    "cli.versions": ("Versions of this paper:", "同一文件的各稿："),
    "cli.drafted_from": ("{stage}, drafted from", "{stage}，作为范文"),
    "cli.body": ("Body: {body} (in the archive as {names})", "机关：{body}（库中名称：{names}）"),
    "cli.versions_left": (
        "Other versions of {id} remain, {best} is drafted from: {others}",
        "{id} 的其他稿次仍在库中，今后以 {best} 为准：{others}",
    ),
    "cli.file_needed": (
        "'notices {action}' needs a file, such as notices.zip.",
        "notices {action} 要有文件名，如 公文.zip。",
    ),
    "cli.one_file": (
        "'notices import' takes one file at a time.",
        "notices import 一次只读一个文件。",
    ),
    "cli.exported": (
        "{notices} notices ({sources} files) written to {path}.",
        "已将{notices}份公文（{sources}个文件）写入 {path}。",
    ),
    "cli.left_out": (
        "not written, the disk did not keep it: {name}. Take in its file again.",
        "未写入（磁盘损坏，已读不出）：{name}。请重新收入其原文件。",
    ),
    "cli.notices_held": ("{count} notices.", "共{count}份公文。"),
    "cli.file_forgotten": (
        "'{id}' begins the id of a notice. Name the file first: draftkit notices export "
        "papers.zip {id}",
        "“{id}”是一份公文的编号开头。请先写文件名：draftkit notices export 公文.zip {id}",
    ),
    "cli.no_genre": (
        "Nothing found: the archive has no paper of the genre '{genre}'. It has: {there}.",
        "没有找到：公文库中没有文种为“{genre}”的公文。现有：{there}。",
    ),
    "cli.removed_not_file": (
        "The files themselves were not touched; the next ingest of their folder takes them in again.",
        "文件本身未动；下次对其所在文件夹运行 ingest 时会重新收入。",
    ),
    "cli.no_hits": (
        "Nothing found. Try fewer words, or leave out a filter.",
        "没有找到。请减少检索词，或去掉筛选条件。",
    ),
    "cli.reindexed": ("{count} passages indexed.", "已为{count}个片段建立索引。"),
    "cli.doctor_well": (
        "All is well, nothing to do. Nothing was changed.",
        "一切正常，无需处理。本次只检查，未作改动。",
    ),
    "cli.doctor_warnings": (
        "Rows to look at: {count}; what to do stands in each. Searches answer. Nothing was changed.",
        "需留意{count}项，处理办法见该行；检索可用。本次只检查，未作改动。",
    ),
    "cli.doctor_errors": (
        "Broken: {count}; what to do stands in the row. Nothing was changed.",
        "有{count}项损坏，处理办法见该行。本次只检查，未作改动。",
    ),
    "cli.model_unused": (
        "The model '{model}' is set but not used: this version drafts without a model.",
        "已设置模型“{model}”，但本版本不用模型起草，未调用。",
    ),
    "cli.note": ("Note: {text}", "说明：{text}"),
    "cli.drafted": (
        "{sections} sections, {sentences} sentences, {blanks} open blanks; evaluation: {verdict}. "
        "Run folder: {folder}",
        "{sections}个部分，{sentences}句，待补待核{blanks}处；评阅：{verdict}。运行文件夹：{folder}",
    ),
}
