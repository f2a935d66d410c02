"""Messages of the area `checks`."""

TEXTS: dict[str, tuple[str, str]] = {
    "checks.unknown_rule": (
        "No rule is called '{code}'. The nearest is {near}; 'draftkit rules list' shows all.",
        "没有叫“{code}”的规则，最接近的是 {near}。用 draftkit rules list 查看全部规则。",
    ),
    "checks.no_baseline": (
        "{path} is no baseline. 'draftkit eval FILES --write-baseline F' makes one.",
        "{path}不是基线文件。用 draftkit eval 文件… --write-baseline F 生成。",
    ),
    "checks.no_report": (
        "{path} holds no report and no verdicts. 'draftkit eval FILE -o report.json' writes a report; "
        "the page of a report saves verdicts.",
        "{path}不是评阅报告，也不是评阅页面导出的意见。用 draftkit eval 文件 -o report.json 生成报告。",
    ),
    "checks.no_such_finding": (
        "'{word}' names no finding of the report: give a number from 1 to {last}, a code or a family.",
        "“{word}”对不上报告里的问题：请写 1 到 {last} 的序号、规则代码或类别。",
    ),
    "checks.both_verdicts": (
        "Finding {number} ({code}) is named by --agree and by --disagree alike. Leave one out.",
        "第{number}个问题（{code}）既写在 --agree 里又写在 --disagree 里，请去掉一个。",
    ),
    "report.unknown_format": (
        "'{format}' is not a report format. Use one of: {known}.",
        "没有“{format}”这种报告格式，可用：{known}。",
    ),
}
