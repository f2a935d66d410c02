"""Messages about the model server."""

TEXTS: dict[str, tuple[str, str]] = {
    "llm.unreachable": (
        "No model server answers at {url}. Check OPENAI_BASE_URL and that the server runs, or "
        "leave the model out.",
        "{url} 没有模型服务应答。请检查 OPENAI_BASE_URL 和服务是否启动，或者不用模型。",
    ),
    "llm.timeout": (
        "The model at {url} gave no answer within {seconds} s. Raise DRAFTKIT_MODEL_TIMEOUT, or "
        "draft without a model (--no-model).",
        "{url} 的模型在{seconds}秒内没有回答。请调大 DRAFTKIT_MODEL_TIMEOUT，或不用模型起草（--no-model）。",
    ),
    "llm.refused": (
        "The model server {url} refused the key. Check OPENAI_API_KEY.",
        "模型服务 {url} 拒绝了密钥。请检查 OPENAI_API_KEY。",
    ),
    "llm.no_model": (
        "{url} has no model '{model}' (or no chat interface). Check DRAFTKIT_MODEL and "
        "OPENAI_BASE_URL, which usually ends in /v1.",
        "{url} 没有模型“{model}”（或没有对话接口）。请检查 DRAFTKIT_MODEL 和 OPENAI_BASE_URL"
        "（通常以 /v1 结尾）。",
    ),
    "llm.busy": (
        "The model server {url} is busy or the quota is used up. Try again later.",
        "模型服务 {url} 正忙或额度已用完，请稍后再试。",
    ),
    "llm.status": (
        "The model server {url} answered with status {status}. Look into the server's own log.",
        "模型服务 {url} 返回状态码{status}。请查看该服务自己的日志。",
    ),
    "llm.redirected": (
        "The model server {url} sends on to another address (status {status}); nothing was sent "
        "there. Set OPENAI_BASE_URL to the address that answers itself.",
        "模型服务 {url} 要求转到另一地址（状态码{status}），未向该处发送内容。请把 OPENAI_BASE_URL "
        "设为直接应答的地址。",
    ),
    "llm.unusable": (
        "What {url} answered is not a chat completion with text. Check OPENAI_BASE_URL, which "
        "usually ends in /v1.",
        "{url} 的回答不是带文字的对话结果。请检查 OPENAI_BASE_URL（通常以 /v1 结尾）。",
    ),
    "llm.script_ended": (
        "The scripted model has no reply left for call {calls}. Give it more replies.",
        "脚本模型在第{calls}次调用时已没有预设的回答，请补充。",
    ),
}  # fmt: skip
