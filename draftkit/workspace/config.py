"""What `init` writes: draftkit.toml with every setting commented out at its default, and a request
form to fill in."""

from __future__ import annotations

CONFIG_TEXT = """\
# draftkit 的工作区设置。去掉行首的 # 即生效；命令行选项和 DRAFTKIT_* 环境变量优先于本文件。
# Settings of this draftkit workspace. Remove the # to set one; command line and environment
# variables come first. 'draftkit config' shows every value and where it comes from.

[search]
# 检索返回的条数 / hits of a search
# k = 10
# 本单位全称：检索时本单位的文件在相关程度相近的结果中居前
# this office: among hits of like relevance its own papers come first
# own = "示例市科学技术局"

[archive]
# 另一进程正在写入时最多等待的秒数 / seconds to wait for another writer
# wait = 30
# 同一机关的曾用名，每组以现名开头（党组、办公室等自动识别，不必写）
# former names of a body, today's name first; 党组, 办公室 and the like are known without
# same_body = [["示例市科学技术局", "示例市科学技术委员会"]]
# 工作区在网络盘上时：refuse 不写入，allow 照常写入 / a workspace on a network drive: may it be written
# network = "refuse"

[read]
# 旧格式（.doc、.wps）是否经LibreOffice转换：auto 自己读不了才转，always 一律转，never 不转
# old formats through LibreOffice: where draftkit cannot read the file itself, always, or never
# office = "auto"

[index]
# 片段数低于此值时逐一比对（按2048维计，向量较短时相应增多）
# below this many passages every one is compared (of 2,048 numbers; of shorter vectors, more)
# exact_below = 20000
# 多人共用时，向量库所在的Chroma服务 / a Chroma server that holds the index, where many share one
# server = "http://localhost:8000"

[embedder]
# 默认不需要；改用兼容OpenAI接口的向量服务时填写，公文文字会发往该地址。密钥只从 OPENAI_API_KEY 读取。
# Not needed. An embedding server with the OpenAI interface: the text of notices is sent there. Its
# key is read from OPENAI_API_KEY only. See docs/elsewhere.md.
# base_url = "http://localhost:8080/v1"
# name = "bge-m3"
# timeout = 30

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

[eval]
# 评阅（draftkit eval）听谁的。规则写编号（R33）、编号的开头（R7）或类别（punctuation）；
# 清单见 draftkit rules，一条规则的正误例子见 draftkit rules show R33。
# What an evaluation counts. A rule is named by its code, the beginning of one, or its family.
# 只查这些规则 / only these rules
# select = ["numbering", "dates", "R45"]
# 不查这些规则 / not these
# ignore = ["R61", "R63"]
# 改级别：error 错误，warning 警告，hint 提示，off 不查 / severity of a rule or family
# severity = { R33 = "hint", R59 = "warning", layout = "off" }
# 有这一级以上的问题时，命令以 1 结束（never：从不）/ from which severity on the exit code is 1
# fail_on = "error"
# 按文种另定 / otherwise for papers of a genre
# genre = { "工作总结" = { ignore = ["R42"] }, "经验材料" = { severity = { R63 = "off" } } }
# 按文件另定，后写的为准：match 写文件名或路径，* 代表任意字符 / otherwise for some files, the last counts
# files = [{ match = "往年/*", ignore = ["R01", "layout"] }, { match = "*.txt", severity = { R33 = "off" } }]
# 免查：看过、准予保留的一处。text 是那一处或所在句子里的字；reason 会写进报告；until 是最后有效的一天，可不写
# a finding looked at and let stand: words of it, why, until when
# waivers = [{ code = "R43", text = "坚持党的全面领导", reason = "上级文件原文", until = 2026-12-31 }]
# 本单位不用的词和改用的词（改成空字符串：由人来改）/ words not used here, and what is used instead
# words = { "打造" = "建设", "抓手" = "" }
# 本单位准用的词，用语、提法、标点类规则见到不报 / words that rules about wording must let stand
# allowed = ["任务使命"]
"""

REQUEST_FORM = "起草要求.yaml"
"""Name of the request form."""

REQUEST_TEXT = """\
# 起草要求：照实填写，没有的行删去或留空。只有写在这里的数字、日期、名称和文号才会进入稿件；
# 没写的，稿中留作【待补：…】，往年用过的留作【待核：…】。
# A request. Only what stands here may be said in the draft.

文种: 工作要点          # 工作要点 工作方案 实施方案 工作计划 工作总结 总结暨计划 经验材料 汇报 自查报告 意见 通知 报告
单位: 示例市科学技术局    # 发文机关全称
简称: 市科技局           # 正文和标题中的规范化简称
年度: 2026              # 所指年度；总结暨计划写所总结的年度
主题: 精神文明建设
主送: 局机关各科室、各直属单位
# 成文日期: 2026-03-20
# 发文字号:              # 由办公室登记的留空
# 载体: 印发通知          # 由通知印发的写这一行
稿次: 初稿

# 依据：今年上级的文件
依据:
#  - {标题: 2026年市直机关精神文明建设工作要点, 发文字号: 示直文明组〔2026〕2号}

# 材料：科室报来的文字材料（.docx .txt .html），按段落作为事实
材料:
#  - {责任单位: 机关党委, 文件: 机关党委.docx}

# 事实：今年的任务、目标，已有的结果、荣誉、问题；类别可不写
事实:
#  - {内容: 开展科普志愿服务活动不少于15场, 类别: 任务, 责任单位: 科普科, 时限: 11月底前}

# 名称：今年可以写进稿件的单位、地名、品牌
名称:
#  - 青石社区

# 必写：必须写到的内容
必写:
"""
