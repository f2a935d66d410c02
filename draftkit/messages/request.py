"""Messages about requests."""

TEXTS: dict[str, tuple[str, str]] = {
    "request.missing": (
        "{path}: no such request file. Check the path, or write one with 'draftkit init'.",
        "{path}：没有这个起草要求文件。请检查路径，或用 draftkit init 生成一份。",
    ),
    "request.is_folder": (
        "{path} is a folder. Name the request file in it.",
        "{path} 是文件夹，请指定其中的起草要求文件。",
    ),
    "request.not_utf8": (
        "{path} is not UTF-8 text. Save it as UTF-8 and try again.",
        "{path} 不是UTF-8编码。请另存为UTF-8后再试。",
    ),
    "request.classified": (
        "{path} is marked as secret ({mark}) and was not used: nothing of it was stored. Leave it "
        "out of the request; secret papers are drafted on computers for secret work.",
        "{path} 标有密级（{mark}），未使用也未保存其中任何内容。请从起草要求中去掉；"
        "涉密公文应在涉密计算机上起草。",
    ),
    "request.unreadable": ("{path} cannot be read: {reason}.", "{path} 读不了：{reason}。"),
    "request.not_yaml": (
        "{path}, line {line}: not valid YAML. Check the indentation and quotes there.",
        "{path} 第{line}行：YAML格式有误，请检查该处的缩进和引号。",
    ),
    "request.not_a_mapping": (
        "{path}: a request is a list of 'key: value' lines (genre, issuer, year …).",
        "{path}：起草要求应由“键: 值”组成（文种、单位、年度等）。",
    ),
    "request.unknown_key": (
        "{path}: unknown key '{name}'. Did you mean '{near}'?",
        "{path}：不认识的键“{name}”。是不是“{near}”？",
    ),
    "request.missing_key": (
        "{path}: '{name}' is missing. Add it and try again.",
        "{path}：缺少“{name}”，请补上后再试。",
    ),
    "request.bad_year": (
        "{path}: year {value} is not possible. Give a year from 1980 to 2100, in digits.",
        "{path}：年度“{value}”不可能。请用数字写1980至2100之间的年份。",
    ),
    "request.one_of": (
        "{path}: '{name}' cannot be '{value}'. Write one of: {choices}.",
        "{path}：“{name}”不能写“{value}”，可写：{choices}。",
    ),
    "request.bad_date": (
        "{path}: '{value}' is no date. Write it as 2026-03-20 or 2026年3月20日.",
        "{path}：“{value}”不是有效日期，请写成2026-03-20或2026年3月20日。",
    ),
    "request.day_and_year": (
        "{path}: the date of issue does not fit the year. Check issued_on and year.",
        "{path}：成文日期与年度不符，请核对“成文日期”和“年度”。",
    ),
    "request.no_such_day": (
        "{path}, line {line}: there is no day {value}. Correct the date.",
        "{path} 第{line}行：没有{value}这一天，请改正日期。",
    ),
    "request.no_reference": (
        "{path}, line {line}: references (*name) are not read. Write the text out.",
        "{path} 第{line}行：不支持引用（*名称），请把内容直接写出来。",
    ),
    "request.given_twice": (
        "{path}: '{name}' and '{other}' are the same key. Keep one of them.",
        "{path}：“{name}”与“{other}”是同一个键，请只留一处。",
    ),
    "request.no_issuer": (
        "{path}: 'issuer' is empty. Give the body's full name.",
        "{path}：“单位”是空的，请写发文机关全称。",
    ),
    "request.empty_fact": (
        "{path}: a fact says nothing. Write it out or take it out.",
        "{path}：有一条事实没有内容，请补上或删去。",
    ),
    "request.same_id": (
        "{path}: two facts have the id '{twice}'. Give each its own, or none.",
        "{path}：两条事实的编号都是“{twice}”，请分开编号或不写编号。",
    ),
    "request.key_twice": (
        "{path}, line {line}: '{name}' is given twice. Keep one of them.",
        "{path} 第{line}行：“{name}”写了两次，请只留一处。",
    ),
    "request.bad_text": (
        "{path}: '{name}' must be text that is not empty, not '{value}'. Put it in quotes if need be.",
        "{path}：“{name}”应为不空的文字，不能是“{value}”；必要时加引号。",
    ),
    "request.bad_number": (
        "{path}: '{name}' must be a whole number, not '{value}'.",
        "{path}：“{name}”应为整数，不能是“{value}”。",
    ),
    "request.bad_range": (
        "{path}: '{name}' is out of range: {value}. Length is 200 to 30000 characters, pages 1 to 60.",
        "{path}：“{name}”超出范围：{value}。篇幅为200至30000字，页数为1至60页。",
    ),
    "request.bad_list": (
        "{path}: '{name}' must be a list: one entry a line, each beginning with '- '.",
        "{path}：“{name}”应为列表，每行一条，以“- ”开头。",
    ),
    "request.bad_entry": (
        "{path}: '{name}' must be 'key: value' pairs, not '{value}'.",
        "{path}：“{name}”应由“键: 值”组成，不能是“{value}”。",
    ),
    "request.bad_value": (
        "{path}: '{name}' cannot be '{value}'. See the request form that 'draftkit init' writes.",
        "{path}：“{name}”不能写“{value}”，写法见 draftkit init 生成的起草要求表。",
    ),
}
TEXTS["request.bad_file"] = (
    "{path}, named in the request, cannot be used: {reason}",
    "起草要求中列出的 {path} 用不了：{reason}",
)
TEXTS["request.unknown_genre"] = (
    "'{genre}' cannot be drafted. Choose one of: {known}. A carrier is asked for with 'carrier: 印发通知'.",
    "不能起草“{genre}”。可选文种：{known}。需要印发通知的，请写“载体: 印发通知”。",
)
TEXTS["request.no_carrier"] = (
    "a {genre} is issued on its own: take 'carrier' out of the request.",
    "{genre}直接行文，不需要载体：请从起草要求中去掉“载体”。",
)
TEXTS["request.outline_form"] = (
    "{path}: an outline is read from .md or .txt. Save it as one, or list the headings in the request.",
    "{path}：提纲只读 .md 或 .txt，请另存，或把标题逐行写在起草要求里。",
)
