"""Messages about settings: what is wrong with one, and where one is from."""

TEXTS: dict[str, tuple[str, str]] = {
    "assets.bad_file": (
        "{path}: {reason}. Mend that line or take the file away; then what draftkit ships counts again.",
        "{path}：{reason}。请改正；或移走此文件，恢复自带的内容。",
    ),
    "assets.not_yaml": (
        "{path} is no YAML in UTF-8 ({reason}). Mend it or take it away.",
        "{path}不是 UTF-8 的 YAML 文件（{reason}）。请改正或移走。",
    ),
    "settings.bad_value": (
        "Setting '{name}' ({origin}) cannot be '{value}': {reason}.",
        "设置“{name}”（{origin}）不能是“{value}”：{reason}。",
    ),
    "settings.unknown_key": (
        "{path}: unknown setting '{name}'. Did you mean '{near}'?",
        "{path}：不认识的设置“{name}”。是不是“{near}”？",
    ),
    "settings.bad_policy": (
        "{path}: '{name}' is not right ({reason}). docs/rules.md tells what [eval] may hold.",
        "{path}：“{name}”写得不对（{reason}）。[eval] 里能写什么，见 docs/rules.md。",
    ),
    "settings.not_toml": (
        "{path}: not valid TOML ({reason}). Mend it, or compare it with what 'draftkit init' writes.",
        "{path}：TOML格式有误（{reason}）。请改正，或参照 draftkit init 生成的文件。",
    ),
    "settings.unreadable": ("{path} cannot be read: {reason}.", "{path} 读不了：{reason}。"),
    "settings.whole_number": ("a whole number from {low} to {high}", "应为{low}至{high}的整数"),
    "settings.number": ("a number from {low} to {high}", "应为{low}至{high}的数"),
    "settings.groups": (
        'a list of lists, each with two names of one body or more: [["甲局", "乙局"]]',
        '应为列表的列表，每组至少两个名称，属同一机关：[["甲局", "乙局"]]',
    ),
    "settings.text": ("text", "应为文字"),
    "settings.choice": ("one of {choices}", "应为下列之一：{choices}"),
    "settings.address": (
        "an address beginning with http:// or https://",
        "应为以http://或https://开头的地址",
    ),
    "settings.origin.argument": ("command line", "命令行"),
    "settings.origin.environment": ("environment {detail}", "环境变量{detail}"),
    "settings.origin.file": ("{detail}", "{detail}"),
    "settings.origin.untrusted": (
        "{detail} ignored: run 'draftkit config trust' to let it count",
        "{detail} 未采用：运行 draftkit config trust 后才生效",
    ),
    "settings.origin.default": ("default", "默认"),
    "settings.set": ("set, not shown", "已设置，不显示"),
}
