"""Runs an action of a program in Python by the Automation API, in this process: no language host is needed.

inline.py STACK PROGRAM up|preview: in the folder of a Pulumi project that has the stack. A preview fails where it finds a change.
"""

import runpy
import sys

from pulumi import automation

stack_name, program, action = sys.argv[1:]
stack = automation.select_stack(
    stack_name=stack_name,
    project_name="jenkins-python",
    program=lambda: runpy.run_path(program, run_name="__main__"),
    opts=automation.LocalWorkspaceOptions(work_dir="."),
)
if action == "up":
    stack.up(on_output=print)
else:
    stack.preview(on_output=print, expect_no_changes=True, refresh=True)
