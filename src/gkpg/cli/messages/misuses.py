"""The sentences about misuse of the command line."""

from __future__ import annotations

from gkpg.base.text import Text

MISUSES = {
    "use.no_command": Text("没有命令 {word}{nearest}", "there is no command {word}{nearest}"),
    "use.instead": Text("没有命令 {word}，请用 {command}", "there is no command {word}: use {command}"),
    "use.kind": Text(
        "要检查 {word}，先写明是什么：{command} 后写 {known} 之一，再写文件",
        "to check {word}, say first what it is: {command}, then one of {known}, then the file",
    ),
    "use.count": Text("应是 1 以上的整数", "it should be a whole number from 1 on"),
    "use.no_option": Text("没有选项 {word}{nearest}", "there is no option {word}{nearest}"),
    "use.missing": Text("缺少 {word}", "{word} is missing"),
    "use.value": Text("{word} 的值不对：{problem}", "wrong value for {word}: {problem}"),
    "use.needs_value": Text("选项 {word} 要带一个值", "option {word} needs a value"),
    "use.extra": Text("多余的参数：{word}", "unexpected argument: {word}"),
    "use.other": Text("命令写法不对：{problem}", "the command is not right: {problem}"),
    "use.nearest": Text("（是不是 {word}？）", " (did you mean {word}?)"),
    "use.help": Text("用法见 {command} --help", "see {command} --help"),
    "use.choice": Text("“{value}”不在 {choices} 之中", "“{value}” is not one of {choices}"),
    "use.encoding": Text(
        "系统的编码写不出这个文件名；请改用 UTF-8 的语言环境（如 LANG=C.UTF-8）",
        "the system's encoding cannot hold this file name; use a UTF-8 locale (such as LANG=C.UTF-8)",
    ),
    "use.no_lang": Text("--lang 只能是 zh 或 en", "--lang is zh or en"),
    "use.interrupted": Text("已中断，没有做完", "interrupted before it was done"),
}
