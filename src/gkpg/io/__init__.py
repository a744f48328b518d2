"""The machine around gkpg: files that are written, git, processes."""
